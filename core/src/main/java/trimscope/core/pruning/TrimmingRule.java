package trimscope.core.pruning;

/** A way to choose the visual tokens that are kept. New rules are added here by one class and one line in {@link Rules}. */
public interface TrimmingRule {
    /** Name on the command line and in files, such as {@code trimmed-llama}. */
    String name();

    /** One sentence for people. */
    String description();

    /**
     * Chooses the kept tokens.
     *
     * @param scores what the first cross-attention layer said at prefill
     * @param ratio keep ratio per head, above 0 and at most 1
     */
    KeptTokens select(SelectionScores scores, double ratio);
}
