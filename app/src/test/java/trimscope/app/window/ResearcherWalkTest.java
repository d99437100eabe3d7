package trimscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import trimscope.app.controls.TokenHandle;
import trimscope.app.exploration.RunState;

/** An hour's work of somebody who wants to know where a model looks and what trimming costs, in a minute. */
class ResearcherWalkTest extends LongWalk {
    @Test
    void anHourOfWork() throws Exception {
        firstMinute();
        assertTrue(text("#map-caption").contains("sunflower"), text("#map-caption"));
        anotherPicture();
        tokensLayersHeads();
        coloursAndOverlays();
        mask();
        ratios();
        secondTurn();
        comparing();
        theme();
        assertEquals(List.of(), notices());
    }

    private void anotherPicture() throws Exception {
        WritableImage before = picture();
        clickOn("#image-canvas").push(KeyCode.CONTROL, KeyCode.PAGE_UP);
        await(() -> exploration().pictureProperty().get().orElseThrow().name().equals("scene 3"));
        clickOn("#question");
        ask("Describe the picture.");
        assertEquals(List.of("Describe the picture."), questions());
        assertTrue(answerInChat().startsWith("The picture shows"), answerInChat());
        assertTrue(difference(before, picture()) > 0.3, "another picture is shown");
    }

    private void tokensLayersHeads() throws Exception {
        TokenHandle rocket = from(lookup("#chat").queryParent())
                .lookup((TokenHandle handle) -> handle.token().text().strip().equals("rocket"))
                .query();
        clickOn(rocket);
        await(() -> text("#map-caption").contains("“rocket”"));
        clickOn("#cell-6-2");
        await(() ->
                text("#map-caption").contains("layer 6") && text("#map-caption").contains("head 2"));
        WritableImage one = picture();
        clickOn("#cell-4-5");
        await(() -> text("#map-caption").contains("layer 4"));
        assertTrue(difference(one, picture()) > 0.001, "another head's map is another picture");
        push(KeyCode.CONTROL, KeyCode.Z);
        await(() -> text("#map-caption").contains("layer 6"));
    }

    private void coloursAndOverlays() throws Exception {
        clickOn("#image-canvas");
        push(KeyCode.ESCAPE);
        command("colour range: fixed");
        await(() -> text(".color-bar .caption").startsWith("range: fixed"));
        command("colour range: this map");
        await(() -> text(".color-bar .caption").startsWith("range: this map"));
        command("colours: magma");
        assertEquals("magma", text("#colour-table"));
        WritableImage plain = picture();
        push(KeyCode.N);
        await(() -> lookup("#overlay-N").queryAs(ToggleButton.class).isSelected());
        assertTrue(difference(plain, picture()) > 0.001, "votes are dots on the picture");
        push(KeyCode.N);
    }

    private void mask() throws Exception {
        Bounds canvas = lookup("#image-canvas")
                .<Node>query()
                .localToScreen(lookup("#image-canvas").<Node>query().getLayoutBounds());
        press(KeyCode.SHIFT);
        drag(canvas.getCenterX() - 60, canvas.getCenterY() - 40)
                .dropTo(canvas.getCenterX() + 60, canvas.getCenterY() + 40);
        release(KeyCode.SHIFT);
        await(() -> text("#selection").endsWith("patches selected"));
        await(() -> lookup("#looks").query().isVisible());
        int runs = run().picture().runs().size();
        clickOn("#selection-drop");
        await(() -> run().label().contains("painted") && run().state() == RunState.ANSWERED);
        assertEquals(runs + 1, run().picture().runs().size());
        assertTrue(chips().stream().anyMatch(chip -> chip.contains("painted")), chips()::toString);
        assertTrue(text("#selection").startsWith("painted: keep 0, drop "), text("#selection"));
        push(KeyCode.CONTROL, KeyCode.Z);
        await(() -> !run().label().contains("painted"));
        push(KeyCode.CONTROL, KeyCode.Z);
    }

    private void ratios() throws Exception {
        String kept = text("#kept");
        doubleClickOn("#percent").write("25").push(KeyCode.ENTER);
        awaitRun("25 %");
        assertTrue(!kept.equals(text("#kept")), text("#kept"));
        clickOn("#image-canvas");
        push(KeyCode.ESCAPE);
        String answer = answerInChat();
        push(KeyCode.CONTROL, KeyCode.R);
        await(() -> run().label().equals("25 %") && run().state() == RunState.ANSWERED);
        await(() -> answerInChat().equals(answer));
    }

    private void secondTurn() throws Exception {
        clickOn("#question");
        ask("Where is the boat?");
        assertEquals(List.of("Describe the picture.", "Where is the boat?"), questions());
        assertEquals("25 %", run().label());
        assertTrue(answerInChat().contains("boat"), answerInChat());
    }

    private void comparing() throws Exception {
        clickOn("#image-canvas");
        push(KeyCode.ESCAPE);
        push(KeyCode.CONTROL, KeyCode.DIGIT0);
        awaitRun("full");
        assertEquals(List.of("full", "25 %"), chips());
        clickOn((Button) chip("25 %"));
        await(() -> run().label().equals("25 %"));
        await(() -> text("#chat .section-header .caption").equals("run 25 % against full"));
        push(KeyCode.CONTROL, KeyCode.E);
        await(() -> run().isFull() && text("#kept").startsWith("all "));
    }

    private Labeled chip(String label) {
        return from(lookup("#picture-scene-3").<Node>query()).lookup(".chip").queryAllAs(Button.class).stream()
                .filter(button -> button.getText().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private void theme() throws Exception {
        double light = brightness(image("#window"));
        push(KeyCode.CONTROL, KeyCode.T);
        double dark = brightness(image("#window"));
        assertTrue(dark < 0.6 * light, light + " → " + dark);
        push(KeyCode.CONTROL, KeyCode.T);
    }
}
