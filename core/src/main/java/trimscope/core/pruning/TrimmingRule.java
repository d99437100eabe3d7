package trimscope.core.pruning;

/**
 * A way to choose the visual tokens that are kept. New rules are added here by one class and one line in {@link Rules}.
 *
 * <p>At the same ratio all rules keep the same number of tokens, {@link Candidates#budget}, so that they can be compared.
 */
public interface TrimmingRule {
    /** Name on the command line and in files, such as {@code trimmed-llama}. */
    String name();

    /** One sentence for people. */
    String description();

    /**
     * Chooses the kept tokens.
     *
     * @param candidates what can be chosen
     * @param ratio keep ratio per head, above 0 and at most 1
     */
    KeptTokens select(Candidates candidates, double ratio);
}
