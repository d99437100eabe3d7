package trimscope.core.evaluation;

/** Hears how far long work has come; called on the thread that does it. */
@FunctionalInterface
public interface Progress {
    /** Nobody listens. */
    Progress NONE = (done, all) -> {};

    /**
     * Some of the work is done.
     *
     * @param done finished runs
     * @param all runs in all
     */
    void report(int done, int all);
}
