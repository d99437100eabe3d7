package trimscope.core.model;

import java.util.concurrent.CancellationException;

/** A flag that any thread may raise; the model reads it between layers and between steps. */
public final class Cancellation {
    private volatile boolean cancelled;

    /** Asks the work to stop at the next layer or step. */
    public void cancel() {
        cancelled = true;
    }

    public boolean isCancelled() {
        return cancelled;
    }

    /** @throws CancellationException if the flag is raised */
    void check() {
        if (cancelled) {
            throw new CancellationException("cancelled");
        }
    }
}
