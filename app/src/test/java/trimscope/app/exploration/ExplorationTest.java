package trimscope.app.exploration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import trimscope.core.attention.Aggregation;
import trimscope.core.image.PictureException;
import trimscope.core.pruning.KeptTokens;

class ExplorationTest extends AskedExplorationTest {
    @Test
    void theAnswersTellingWordIsSelectedAndItsMapIsThere() {
        Run run = run();
        assertEquals(RunState.ANSWERED, run.state());
        assertEquals("There is a sunflower at the center.", run.answer());
        int selected = exploration.focus().selectedProperty().get().get(0);
        assertEquals("sunflower", run.tokens().get(selected).text().strip());
        assertTrue(exploration.focus().mapProperty().get().isPresent());
        assertTrue(run.costsProperty().get().isPresent());
    }

    @Test
    void theKeptTokensFollowTheRatioWithoutARun() {
        int runs = demo.picture().runs().size();
        exploration.trim().percentProperty().set(50);
        KeptTokens half = exploration.trim().keptProperty().get().orElseThrow();
        exploration.trim().percentProperty().set(10);
        KeptTokens tenth = exploration.trim().keptProperty().get().orElseThrow();

        assertTrue(tenth.count() < half.count());
        assertEquals(runs, demo.picture().runs().size());
        exploration.trim().percentProperty().set(100);
        assertEquals(Optional.empty(), exploration.trim().keptProperty().get());
    }

    @Test
    void answeringAtAnotherRatioKeepsWhatThePreviewShowed() {
        Run full = run();
        exploration.trim().percentProperty().set(10);
        Optional<KeptTokens> previewed = exploration.trim().keptProperty().get();
        exploration.answerAtChosenRatio();

        Run trimmed = run();
        assertNotEquals(full, trimmed);
        assertEquals("10 %", trimmed.label());
        assertEquals(previewed, exploration.trim().keptProperty().get());
        assertEquals(Optional.of(full), demo.picture().baseline(trimmed));
        assertTrue(trimmed.divergence(full).isEmpty());
    }

    @Test
    void aRatioThatWasAnsweredIsShownAndNotComputedAgain() {
        Run full = run();
        exploration.trim().percentProperty().set(10);
        exploration.answerAtChosenRatio();
        exploration.trim().percentProperty().set(100);
        exploration.answerAtChosenRatio();

        assertSame(full, run());
        assertEquals(2, demo.picture().runs().size());
    }

    @Test
    void answeringAgainAtTheSameRatioReplacesTheRun() {
        Run first = run();
        exploration.answerAgain();

        assertNotEquals(first, run());
        assertEquals(List.of(run()), demo.picture().runs());
        assertEquals(first.answer(), run().answer());
    }

    @Test
    void theNextQuestionContinuesTheConversation() {
        String first = run().answer();
        exploration.ask("Locate the cactus.");

        assertEquals(List.of(new Said(demo.picture().suggestions().get(0), first)), run().said());
        assertEquals("The cactus is at the bottom left.", run().answer());
        exploration.trim().percentProperty().set(50);
        exploration.answerAtChosenRatio();
        assertEquals("The cactus is at the bottom left.", run().answer());
        assertEquals(1, run().said().size());
    }

    @Test
    void previewingShowsAnotherMapOnlyAsLongAsThePointerIsThere() {
        var own = exploration.focus().mapsProperty().get();
        int other = run().answerTokens().get(0).position();
        exploration.focus().preview(other);
        assertNotEquals(own, exploration.focus().mapsProperty().get());
        exploration.focus().endPreview();
        assertEquals(own, exploration.focus().mapsProperty().get());
    }

    @Test
    void tokensBeforeThePictureHaveNoMap() {
        assertEquals(TokenKind.UNSEEING, run().tokens().get(0).kind());
        exploration.focus().select(0);
        assertEquals(Optional.empty(), exploration.focus().mapProperty().get());
    }

    @Test
    void layersAndHeadsChooseTheMap() {
        var maps = exploration.focus().mapsProperty().get().orElseThrow().maps();
        exploration.focus().choose(new HeadChoice(List.of(4), List.of(3), Aggregation.MEAN));
        assertEquals(
                maps.map(4, 3).max(),
                exploration.focus().mapProperty().get().orElseThrow().max());
    }

    @Test
    void anUnreadablePictureIsOneNoticeAndLeavesTheLibrary() {
        exploration.open(exploration.add("broken.png", LibraryPicture.Origin.FILE, List.of(), () -> {
            throw new PictureException("broken.png is no picture.");
        }));

        assertEquals(1, exploration.notices().size());
        Notice told = exploration.notices().get(0);
        assertEquals(Notice.Level.ERROR, told.level());
        assertEquals("broken.png is no picture.", told.text());
        assertTrue(told.details().contains("PictureException"), told.details());
        assertEquals(List.of(demo.picture()), exploration.pictures());
        assertEquals(Optional.of(demo.picture()), exploration.pictureProperty().get());
    }
}
