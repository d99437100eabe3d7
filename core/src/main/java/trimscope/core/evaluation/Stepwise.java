package trimscope.core.evaluation;

import trimscope.core.chat.ContextLimitException;

/** Long work done in steps, so that whoever has the model's only thread can do something else between two of them. */
public interface Stepwise extends AutoCloseable {
    /** Whether there is more to do. */
    boolean hasNext();

    /**
     * Does the next step.
     *
     * @throws ContextLimitException if a question is longer than the model reads
     * @throws java.util.concurrent.CancellationException if cancelled between two layers or tokens
     */
    void next() throws ContextLimitException;

    /** Finished runs. */
    int done();

    /** Finished runs at the end. */
    int all();

    /** Frees what only further steps would need. */
    @Override
    void close();

    /** Does all the steps that are left. */
    default void finish(Progress progress) throws ContextLimitException {
        while (hasNext()) {
            int before = done();
            next();
            if (done() > before) {
                progress.report(done(), all());
            }
        }
    }
}
