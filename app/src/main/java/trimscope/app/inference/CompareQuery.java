package trimscope.app.inference;

/**
 * Asks how two answers to the same question differ.
 *
 * @param first the answer that the second run reads token by token
 */
public record CompareQuery(RunId first, RunId second) {
    boolean isOf(RunId run) {
        return first.equals(run) || second.equals(run);
    }
}
