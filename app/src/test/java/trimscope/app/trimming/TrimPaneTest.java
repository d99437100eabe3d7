package trimscope.app.trimming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import trimscope.app.PaneTest;
import trimscope.app.exploration.Run;
import trimscope.core.pruning.KeptTokens;

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
        assertEquals("10", number().getText());
        assertEquals("each chooses 78", text("#per-head"));
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

    @Test
    void theRatioCanBeTypedAndStepped() throws Exception {
        doubleClickOn("#percent").write("25").type(KeyCode.ENTER);
        await(() -> run().percent() == 25);
        type(KeyCode.UP).type(KeyCode.PAGE_UP).type(KeyCode.DOWN).type(KeyCode.PAGE_UP);
        await(() -> run().percent() == 45);
        doubleClickOn("#percent").write("all").type(KeyCode.ENTER);
        assertEquals("45", number().getText());
        doubleClickOn("#percent").write("400").type(KeyCode.ENTER);
        await(() -> run().isFull());
    }

    @Test
    void anotherRuleKeepsAsManyOthersAndIsPartOfTheRun() {
        interact(() -> {
            exploration().trim().percentProperty().set(10);
            exploration().answerAtChosenRatio();
        });
        Optional<KeptTokens> byHeads =
                run().prefillProperty().get().orElseThrow().kept();
        clickOn("#rule").clickOn("Grid");
        assertEquals("10 % · grid", run().label());
        Optional<KeptTokens> byGrid =
                run().prefillProperty().get().orElseThrow().kept();
        assertEquals(byHeads.map(KeptTokens::count), byGrid.map(KeptTokens::count));
        assertNotEquals(byHeads, byGrid);
        assertEquals(byGrid, exploration().trim().keptProperty().get());

        clickOn("#rule").clickOn("Trimmed Llama");
        assertEquals("10 %", run().label());
        assertEquals(3, run().picture().runs().size());
    }

    @Test
    void theSeedChoosesOtherTokens() {
        interact(() -> exploration().trim().percentProperty().set(10));
        clickOn("#rule").clickOn("Random");
        assertEquals("10 % · random 0", run().label());
        Optional<KeptTokens> first = exploration().trim().keptProperty().get();
        doubleClickOn("#seed").write("7").type(KeyCode.ENTER);
        assertEquals("10 % · random 7", run().label());
        assertNotEquals(first, exploration().trim().keptProperty().get());
    }

    @Test
    void theFirstLayerCanBeTrimmedToo() {
        interact(() -> {
            exploration().trim().percentProperty().set(10);
            exploration().answerAtChosenRatio();
        });
        long before = run().costsProperty().get().orElseThrow().cacheBytes();
        clickOn("#first-layer");
        assertEquals("10 % · first layer too", run().label());
        assertTrue(run().costsProperty().get().orElseThrow().cacheBytes() < before);
    }

    @Test
    void answersOfADragMakeRoomForTheNextAndTheLastValueWins() {
        Slider slider = lookup("#ratio").queryAs(Slider.class);
        clickOn("#live");
        interact(() -> {
            slider.setValueChanging(true);
            for (int percent = 60; percent >= 20; percent -= 5) {
                slider.setValue(percent);
            }
        });
        assertEquals(20, run().percent());
        assertEquals(2, run().picture().runs().size());
        interact(() -> slider.setValueChanging(false));
        assertEquals("20 %", run().label());
        assertEquals(2, run().picture().runs().size());
    }

    private TextField number() {
        return lookup("#percent").queryAs(TextField.class);
    }

    private String text(String query) {
        return lookup(query).queryAs(Label.class).getText();
    }
}
