package trimscope.app.exploration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import trimscope.core.attention.Aggregation;

/** Patches, mask, tokens, layers and heads are taken back in the order in which they were selected. */
class SelectionHistoryTest extends AskedExplorationTest {
    @Test
    void everythingIsTakenBackInOrderAndMadeAgain() {
        List<Integer> told = exploration.focus().selectedProperty().get();
        HeadChoice first = exploration.focus().choiceProperty().get().orElseThrow();
        assertFalse(exploration.history().undoableProperty().get(), "what the program selects is no step");

        int word = run().answerTokens().get(1).position();
        exploration.focus().select(word);
        exploration.painting().select(Set.of(5, 6));
        HeadChoice other = new HeadChoice(List.of(4), List.of(3), Aggregation.MEAN);
        exploration.focus().choose(other);

        exploration.history().undo();
        assertEquals(first, exploration.focus().choiceProperty().get().orElseThrow());
        assertEquals(Set.of(5, 6), exploration.painting().selectedProperty().get());
        exploration.history().undo();
        assertEquals(Set.of(), exploration.painting().selectedProperty().get());
        assertEquals(List.of(word), exploration.focus().selectedProperty().get());
        exploration.history().undo();
        assertEquals(told, exploration.focus().selectedProperty().get());
        assertFalse(exploration.history().undoableProperty().get());

        exploration.history().redo();
        exploration.history().redo();
        assertEquals(List.of(word), exploration.focus().selectedProperty().get());
        assertEquals(Set.of(5, 6), exploration.painting().selectedProperty().get());
        assertTrue(exploration.history().redoableProperty().get());
        exploration.focus().step(1);
        assertFalse(exploration.history().redoableProperty().get(), "something new ends what could be made again");
    }

    @Test
    void aPaintedMaskComesBackWithItsAnswer() {
        exploration.trim().percentProperty().set(10);
        exploration.answerAtChosenRatio();
        exploration.painting().select(Set.of(5, 6));
        exploration.painting().drop();
        assertEquals("10 % · painted", label());
        exploration.history().undo();
        assertEquals("10 %", label());
        assertEquals(Set.of(5, 6), exploration.painting().selectedProperty().get());
        exploration.history().redo();
        assertEquals("10 % · painted", label());
    }

    @Test
    void aStrokeBesideThePictureAndWhatWasSelectedAlreadyAreNoSteps() {
        exploration.painting().select(Set.of(7));
        exploration.painting().beginStroke();
        int token = exploration.focus().selectedProperty().get().get(0);
        exploration.focus().select(token);
        exploration.history().undo();
        assertEquals(new TreeSet<>(), exploration.painting().selectedProperty().get());
    }

    @Test
    void playingAndAnotherQuestion() {
        int word = run().answerTokens().get(1).position();
        exploration.focus().walkTo(word);
        assertFalse(exploration.history().undoableProperty().get(), "a walk is no step");
        exploration.focus().select(word + 1);
        exploration.ask("Locate the cactus.");
        assertFalse(exploration.history().undoableProperty().get(), "another question begins a new history");
    }

    private String label() {
        return run().label();
    }
}
