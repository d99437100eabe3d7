package trimscope.app.inference;

import trimscope.core.model.Cancellation;

/** Work of one kind, of which only the newest goes on. */
final class Cancellable {
    private volatile Cancellation current = new Cancellation();

    /** Cancels what there is; what comes next is under the new cancellation. */
    Cancellation renew() {
        Cancellation next = new Cancellation();
        cancel();
        current = next;
        return next;
    }

    void cancel() {
        current.cancel();
    }
}
