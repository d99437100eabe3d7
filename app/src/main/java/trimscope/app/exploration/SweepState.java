package trimscope.app.exploration;

import java.util.Optional;
import trimscope.app.inference.SweepOrder;
import trimscope.app.inference.SweepResult;

/**
 * A sweep as far as it has come.
 *
 * @param about the run whose question is swept; empty if generated scenes are
 * @param done finished runs
 * @param all finished runs at the end
 * @param result what was found so far; empty before there is anything
 */
public record SweepState(
        SweepOrder order, Optional<Run> about, Phase phase, int done, int all, Optional<SweepResult> result) {
    /** Where it stands. */
    public enum Phase {
        RUNNING,
        FINISHED,
        CANCELLED,
        FAILED
    }

    public boolean isRunning() {
        return phase == Phase.RUNNING;
    }

    SweepState advanced(int nowDone, int of, Optional<SweepResult> found) {
        return new SweepState(order, about, phase, nowDone, of, found);
    }

    SweepState ended(Phase end) {
        return new SweepState(order, about, end, done, all, result);
    }
}
