package trimscope.core.evaluation;

import java.util.concurrent.CancellationException;
import trimscope.core.chat.FinishReason;
import trimscope.core.chat.Generation;

/** Whether an answer came to the end that was meant. */
final class Finished {
    private Finished() {}

    /** @throws CancellationException if the answer was cancelled */
    static void check(Generation answer) {
        if (answer.finishReason() == FinishReason.CANCELLED) {
            throw new CancellationException("cancelled");
        }
    }

    /** @throws CancellationException if the answer was cancelled before it got here */
    static void checkRunning(Generation answer) {
        if (!answer.hasNext()) {
            check(answer);
        }
    }

    /** Runs an answer to its end. */
    static void run(Generation answer) {
        while (answer.hasNext()) {
            answer.next();
        }
        check(answer);
    }
}
