package trimscope.core.attention;

/** What one map has more or less than another at each visual token. Immutable. */
public final class MapDifference {
    private final CrossAttentionMap first;
    private final CrossAttentionMap second;

    /** The second map minus the first; both [N]. */
    public MapDifference(CrossAttentionMap first, CrossAttentionMap second) {
        if (first.size() != second.size()) {
            throw new IllegalArgumentException(
                    "maps of " + first.size() + " and " + second.size() + " visual tokens have no difference");
        }
        this.first = first;
        this.second = second;
    }

    /** Number of visual tokens, N. */
    public int size() {
        return first.size();
    }

    /** The second map's weight minus the first's, -1 … 1. */
    public double value(int token) {
        return (double) second.weight(token) - first.weight(token);
    }
}
