package trimscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;
import trimscope.app.exploration.LibraryPicture;
import trimscope.app.exploration.Notice;
import trimscope.app.exploration.RunState;

/** The researcher's way without a mouse. */
class KeyboardWalkTest extends LongWalk {
    private final List<MouseEvent> mouse = new CopyOnWriteArrayList<>();

    @Test
    void everythingByKeyboard() throws Exception {
        firstMinute();
        interact(() -> lookup("#window").query().getScene().addEventFilter(MouseEvent.MOUSE_PRESSED, mouse::add));
        asking();
        tokens();
        layersAndHeads();
        patches();
        ratio();
        runsAndPictures();
        sheetsAndMessages();
        assertEquals(List.of(), mouse);
    }

    private void asking() throws Exception {
        goTo("#image-canvas");
        write("/");
        await(() -> lookup("#question").query().isFocused());
        assertEquals("", lookup("#question").queryAs(TextField.class).getText(), "the key writes nothing");
        ask("Locate the cactus.");
        assertEquals(2, questions().size());
        assertEquals("The cactus is at the bottom left.", answerInChat());
    }

    private void tokens() throws Exception {
        goTo("#tokens .scroll-pane");
        String first = text("#map-caption");
        push(KeyCode.LEFT);
        await(() -> !text("#map-caption").equals(first));
        int single = exploration().focus().selectedProperty().get().size();
        push(KeyCode.SHIFT, KeyCode.RIGHT);
        await(() -> exploration().focus().selectedProperty().get().size() > single);
        push(KeyCode.P);
        await(() -> text("#play").equals("pause"));
        await(() -> text("#play").equals("play"));
        command("tint tokens by probability");
        assertEquals("tint: probability", text("#tint"));
    }

    private void layersAndHeads() throws Exception {
        goTo(".head-matrix");
        push(KeyCode.DOWN).push(KeyCode.RIGHT);
        await(() -> text("#map-caption").contains("head "));
        push(KeyCode.L);
        await(() -> text("#map-caption").contains("all heads"));
        push(KeyCode.A);
        await(() -> text("#map-caption").contains("layers 2, 4, 6, 8 · all heads"));
    }

    private void patches() throws Exception {
        goTo("#image-canvas");
        WritableImage before = picture();
        push(KeyCode.RIGHT).push(KeyCode.DOWN);
        await(() -> lookup(".read-out").query().isVisible());
        String place = text(".read-out-title");
        push(KeyCode.RIGHT);
        await(() -> !text(".read-out-title").equals(place));
        push(KeyCode.ENTER);
        await(() -> text("#selection").equals("1 patch selected"));
        push(KeyCode.E);
        await(() -> text("#selection").endsWith(" patches selected"));
        String grown = text("#selection").substring(0, 1);
        push(KeyCode.D);
        await(() -> run().label().contains("painted") && run().state() == RunState.ANSWERED);
        assertTrue(text("#selection").contains("drop " + grown), text("#selection"));
        push(KeyCode.CONTROL, KeyCode.Z);
        await(() -> !run().label().contains("painted"));
        push(KeyCode.ESCAPE).push(KeyCode.DELETE);
        push(KeyCode.PLUS).push(KeyCode.PLUS);
        assertTrue(difference(before, picture()) > 0.2, "nearer");
        push(KeyCode.DIGIT0);
    }

    private void ratio() throws Exception {
        goTo("#ratio");
        push(KeyCode.PAGE_UP);
        awaitRun("20 %");
        push(KeyCode.CONTROL, KeyCode.PERIOD);
        awaitRun("25 %");
        command("rule: grid");
        awaitRun("25 % · grid");
        assertEquals("Grid", text("#rule"));
        command("rule: trimmed");
        awaitRun("25 %");
    }

    private void runsAndPictures() throws Exception {
        String label = run().label();
        push(KeyCode.CONTROL, KeyCode.E);
        await(() -> !run().label().equals(label));
        push(KeyCode.CONTROL, KeyCode.PAGE_DOWN);
        await(() -> shown().name().equals("scene 5"));
        push(KeyCode.CONTROL, KeyCode.N);
        await(() -> shown().origin() == LibraryPicture.Origin.DRAWN
                && run().picture() == shown()
                && run().state() == RunState.ANSWERED);
        push(KeyCode.CONTROL, KeyCode.F);
        write("scene 9");
        await(() -> lookup(".picture-card").queryAll().size() == 1);
        push(KeyCode.CONTROL, KeyCode.A).push(KeyCode.DELETE);
        await(() -> lookup(".picture-card").queryAll().size() == 9);
    }

    private void sheetsAndMessages() throws Exception {
        push(KeyCode.F1);
        await(() -> lookup("#shortcuts").tryQuery().isPresent());
        push(KeyCode.ESCAPE);
        await(() -> lookup("#shortcuts").tryQuery().isEmpty());
        interact(() -> exploration().tell(new Notice(Notice.Level.ERROR, "Something failed.", "because of a test")));
        await(() -> lookup(".notice").tryQuery().isPresent());
        push(KeyCode.CONTROL, KeyCode.D);
        await(() -> lookup(".notice").tryQuery().isEmpty());
    }

    /** Round the panes until the focus is there. */
    private void goTo(String stop) {
        for (int i = 0; i < 12 && !lookup(stop).<Node>query().isFocused(); i++) {
            push(KeyCode.F6);
            WaitForAsyncUtils.waitForFxEvents();
        }
        assertTrue(lookup(stop).query().isFocused(), stop);
    }

    private LibraryPicture shown() {
        return exploration().pictureProperty().get().orElseThrow();
    }
}
