package trimscope.app.trimming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import javafx.scene.control.Label;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trimscope.app.PaneTest;
import trimscope.app.exploration.Run;
import trimscope.core.chat.WantedTokens;
import trimscope.core.pruning.KeptTokens;

/** A walk through what a further question may look at. */
class LaterTurnsTest extends PaneTest {
    private static final String FURTHER = "Locate the cactus.";

    LaterTurnsTest() {
        super(TrimPane::new);
    }

    @BeforeEach
    void trimHard() {
        interact(() -> {
            exploration().trim().percentProperty().set(3);
            exploration().answerAtChosenRatio();
        });
    }

    @Test
    void theFirstSelectionStaysAndWhatIsGoneIsCounted() {
        Run first = run();
        assertFalse(lookup("#lost").query().isVisible());
        interact(() -> exploration().ask(FURTHER));
        assertEquals(kept(first), kept(run()));
        WantedTokens wanted = run().wantedProperty().get().orElseThrow();
        int lost = wanted.lost().length;
        assertTrue(lost > 0, "another question looks elsewhere");
        Label line = lookup("#lost").queryAs(Label.class);
        assertTrue(line.isVisible());
        assertTrue(line.getText().contains(" " + lost + " are gone"), line.getText());

        interact(() -> exploration().select(first));
        assertFalse(lookup("#lost").query().isVisible());
    }

    @Test
    void aFurtherQuestionSelectsAnewIfAsked() {
        Run first = run();
        clickOn("#later-turns").clickOn("select anew");
        assertEquals(first, run(), "the answer that is there stays");
        interact(() -> exploration().ask(FURTHER));
        assertEquals("3 % · selected anew", run().label());
        assertFalse(kept(first).equals(kept(run())));
        assertEquals(0, run().wantedProperty().get().orElseThrow().lost().length);
        assertFalse(lookup("#lost").query().isVisible());
    }

    @Test
    void aFurtherQuestionSeesTheFullPictureIfAsked() {
        clickOn("#later-turns").clickOn("no trimming");
        interact(() -> exploration().ask(FURTHER));
        assertEquals("3 % · later turns full", run().label());
        assertEquals(Optional.empty(), kept(run()));
        assertEquals(Optional.empty(), exploration().trim().keptProperty().get());
        assertEquals(
                2,
                run().picture().runs().stream()
                        .filter(known -> known.percent() == 3)
                        .count());
    }

    @Test
    void aLeanAnswerSaysTheSame() {
        String answer = run().answer();
        clickOn("#lean");
        interact(exploration()::answerAgain);
        assertEquals(answer, run().answer());
        assertTrue(run().answerTokens().stream()
                .allMatch(token -> run().figures(token).isPresent()));
    }

    private static Optional<KeptTokens> kept(Run run) {
        return run.prefillProperty().get().orElseThrow().kept();
    }
}
