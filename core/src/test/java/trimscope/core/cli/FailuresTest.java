package trimscope.core.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import trimscope.core.memory.MemoryException;
import trimscope.core.memory.MemoryVerdict;

class FailuresTest {
    @Test
    void sentencesForUsersStayAsTheyAre() {
        assertEquals("No room.", Failures.sentence(new IOException("No room.")));
    }

    @Test
    void memoryIsToldInPlainWordsWhereverItRanOut() {
        String expected = Failures.sentence(new OutOfMemoryError());
        assertTrue(expected.startsWith("There is not enough memory"), expected);
        assertEquals(
                expected,
                Failures.sentence(new IllegalStateException(
                        "Traceback\nRuntimeError: DefaultCPUAllocator: can't allocate memory: you tried")));
    }

    @Test
    void aModelThatDoesNotFitCanBeInsistedOn() {
        MemoryVerdict refused = new MemoryVerdict(MemoryVerdict.Level.REFUSED, "No room.");
        assertEquals(
                "No room. --no-memory-check loads it nevertheless, at the risk that the system ends the program.",
                Failures.sentence(assertThrows(MemoryException.class, refused::require)));
        Run.of("ask", "--no-memory-check").assertFailure(2, "Missing required");
    }

    @Test
    void ofALongMessageTheReasonRemains() {
        assertEquals(
                "RuntimeError: shapes differ", Failures.oneLine("Traceback:\n  code\nRuntimeError: shapes differ\n"));
        assertEquals("first", Failures.oneLine("\n  first\nsecond"));
        assertEquals("no reason given", Failures.oneLine(null));
        assertEquals("no reason given", Failures.oneLine("\n"));
    }

    @Test
    void theUnexpectedPointsToVerbose() {
        assertEquals(
                "Something went wrong inside the program (IllegalStateException: odd); --verbose shows where.",
                Failures.sentence(new IllegalStateException("odd")));
    }
}
