package trimscope.app.trimming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import trimscope.app.PaneTest;
import trimscope.app.exploration.Run;

class TrimPaneTest extends PaneTest {
    TrimPaneTest() {
        super(TrimPane::new);
    }

    @Test
    void theFiguresFollowTheSliderAndTheAnswerComesOnRelease() {
        Slider slider = lookup("#ratio").queryAs(Slider.class);
        Run full = run();
        interact(() -> {
            slider.setValueChanging(true);
            slider.setValue(10);
        });
        assertEquals("10 %", text("#percent"));
        assertEquals("kept 163 of 788 visual tokens", text("#kept"));
        assertEquals(
                163 / 788.0, lookup("#kept-share").queryAs(ProgressBar.class).getProgress(), 1e-9);
        assertEquals(full, run());

        interact(() -> slider.setValueChanging(false));
        assertEquals(10, run().percent());
        assertNotEquals(full, run());
    }

    @Test
    void arrowKeysAnswerAfterAPause() throws Exception {
        Slider slider = lookup("#ratio").queryAs(Slider.class);
        interact(slider::requestFocus);
        type(KeyCode.LEFT).type(KeyCode.LEFT);
        await(() -> run().percent() == 98);
    }

    @Test
    void aMissingFullRunCanBeHad() throws Exception {
        interact(() -> {
            exploration().trim().percentProperty().set(25);
            exploration().ask("Locate the cactus.");
        });
        await(() -> run().percent() == 25 && lookup("#compare").query().isVisible());
        clickOn("#compare");
        await(() -> run().percent() == 100);
        assertEquals("Locate the cactus.", run().question());
    }

    private String text(String query) {
        return lookup(query).queryAs(Label.class).getText();
    }
}
