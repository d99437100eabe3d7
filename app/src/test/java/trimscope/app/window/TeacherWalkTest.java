package trimscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;
import trimscope.app.exploration.Run;
import trimscope.app.exploration.RunState;

/** Five minutes before a class: large type, the slider, the veil, a walk along the answer. */
class TeacherWalkTest extends LongWalk {
    @Test
    void whyHalfOfTheTokensAreNotNeeded() throws Exception {
        firstMinute();
        largeType();
        sliderAndVeil();
        withoutVeil();
        alongTheAnswer();
        everythingAgain();
        assertEquals(List.of(), notices());
    }

    private void largeType() throws Exception {
        double before = lookup("#kept").queryAs(Labeled.class).getFont().getSize();
        clickOn("#large");
        await(() -> lookup("#kept").queryAs(Labeled.class).getFont().getSize() > 1.2 * before);
        assertTrue(lookup("#image-canvas").query().getLayoutBounds().getHeight() > 200, "the picture keeps its room");
    }

    /** Dragging dims at once, without an answer; letting go answers. */
    private void sliderAndVeil() throws Exception {
        Slider slider = lookup("#ratio").queryAs(Slider.class);
        Run before = run();
        List<String> shares = new ArrayList<>(List.of(text("#kept-percent")));
        List<WritableImage> pictures = new ArrayList<>(List.of(picture()));
        drag(slider.lookup(".thumb"), MouseButton.PRIMARY);
        for (int step = 0; step < 3; step++) {
            moveBy(30, 0);
            WaitForAsyncUtils.waitForFxEvents();
            shares.add(text("#kept-percent"));
            pictures.add(picture());
        }
        assertEquals(before, run(), "no answer while dragging");
        assertEquals(4, Set.copyOf(shares).size(), shares::toString);
        for (int i = 1; i < pictures.size(); i++) {
            assertTrue(difference(pictures.get(i - 1), pictures.get(i)) > 0.005, "the veil follows the slider");
        }
        drop();
        await(() -> run() != before && run().state() == RunState.ANSWERED);
        await(() -> text(".footnote").contains("same words as the full run"));
        assertEquals(before.answer(), run().answer());
    }

    private void withoutVeil() throws Exception {
        WritableImage dimmed = picture();
        clickOn("#overlay-V");
        WritableImage bare = picture();
        assertTrue(brightness(bare) > brightness(dimmed), "without the veil the picture is brighter");
        clickOn("#overlay-V");
        assertTrue(difference(dimmed, picture()) < 0.001);
    }

    private void alongTheAnswer() throws Exception {
        Set<String> captions = new CopyOnWriteArraySet<>();
        interact(() -> lookup("#map-caption")
                .queryAs(Labeled.class)
                .textProperty()
                .addListener((source, old, now) -> captions.add(now)));
        clickOn("#play");
        assertEquals("pause", text("#play"));
        await(() -> text("#play").equals("play"));
        assertTrue(captions.size() >= 4, captions::toString);
        assertTrue(captions.stream().anyMatch(caption -> caption.contains("“sunflower”")), captions::toString);
    }

    private void everythingAgain() throws Exception {
        String trimmed = text("#kept");
        push(KeyCode.CONTROL, KeyCode.DIGIT0);
        await(() -> run().isFull() && run().state() == RunState.ANSWERED);
        assertNotEquals(trimmed, text("#kept"));
        assertEquals("100 %", text("#kept-percent"));
    }
}
