package trimscope.core.pruning;

import java.util.Arrays;

/**
 * The visual tokens that the cross-attention layers after the first one keep. Immutable.
 */
public final class KeptTokens {
    private final int[] indices;
    private final int valid;

    /**
     * @param kept kept visual tokens in ascending order, each in 0 … N−1
     * @param valid number of candidates: visual tokens of real tiles, class tokens and canvas padding included
     */
    public KeptTokens(int[] kept, int valid) {
        this.indices = kept.clone();
        this.valid = valid;
        for (int i = 0; i < indices.length; i++) {
            if (indices[i] < 0 || (i > 0 && indices[i] <= indices[i - 1])) {
                throw new IllegalArgumentException(
                        "kept tokens must ascend from 0, found " + indices[i] + " at place " + i);
            }
        }
        if (indices.length == 0) {
            throw new IllegalArgumentException("at least one visual token must be kept");
        }
    }

    /** A copy of the kept visual tokens, ascending. */
    public int[] indices() {
        return indices.clone();
    }

    /** Number of candidates. */
    public int valid() {
        return valid;
    }

    /** Number of kept tokens. */
    public int count() {
        return indices.length;
    }

    /** Kept share of the valid tokens, 0 … 1. */
    public double share() {
        return (double) indices.length / valid;
    }

    /** Whether the visual token is kept. */
    public boolean contains(int token) {
        return Arrays.binarySearch(indices, token) >= 0;
    }

    /** Number of kept tokens below the given visual token: where a range of columns starts in a trimmed cache. */
    public int countBelow(int token) {
        int at = Arrays.binarySearch(indices, token);
        return at >= 0 ? at : -at - 1;
    }

    /** A copy of the tokens that are kept here and not there, ascending. */
    public int[] without(KeptTokens other) {
        return Arrays.stream(indices).filter(token -> !other.contains(token)).toArray();
    }

    /** Size of the intersection over size of the union (Jaccard), 0 … 1. */
    public double overlap(KeptTokens other) {
        int common = indices.length - without(other).length;
        return (double) common / (indices.length + other.indices.length - common);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeptTokens that && valid == that.valid && Arrays.equals(indices, that.indices);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(indices) + valid;
    }

    @Override
    public String toString() {
        return "KeptTokens[" + indices.length + " of " + valid + "]";
    }
}
