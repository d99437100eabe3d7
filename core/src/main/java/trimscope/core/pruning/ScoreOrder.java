package trimscope.core.pruning;

import java.util.Arrays;

/** Every head's order of the candidates by falling score; of equal scores the smaller index comes first. */
final class ScoreOrder {
    private final int[][] order;
    private final int[][] rank;

    /**
     * @param scores [H, N]
     * @param candidates tokens of real tiles, ascending
     */
    ScoreOrder(float[][] scores, int[] candidates) {
        order = new int[scores.length][candidates.length];
        rank = new int[scores.length][];
        for (int head = 0; head < scores.length; head++) {
            rank[head] = new int[scores[head].length];
            Arrays.fill(rank[head], Integer.MAX_VALUE);
            long[] keys = new long[candidates.length];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = sortKey(scores[head][candidates[i]], candidates[i]);
            }
            Arrays.sort(keys);
            for (int place = 0; place < keys.length; place++) {
                int token = (int) keys[place];
                order[head][place] = token;
                rank[head][token] = place;
            }
        }
    }

    /** The token at a place of a head's order, 0 for the largest score. */
    int token(int head, int place) {
        return order[head][place];
    }

    /** The head's first k tokens, ascending by index. */
    int[] first(int head, int k) {
        return Arrays.stream(order[head], 0, k).sorted().toArray();
    }

    /** Place of a token in a head's order; {@code Integer.MAX_VALUE} for padding tiles. */
    int rank(int head, int token) {
        return rank[head][token];
    }

    /** Number of heads that have the token among their first k. */
    int votes(int token, int k) {
        int votes = 0;
        for (int[] places : rank) {
            if (places[token] < k) {
                votes++;
            }
        }
        return votes;
    }

    /** The best of a token's places over the heads. */
    int bestRank(int token) {
        int best = Integer.MAX_VALUE;
        for (int[] places : rank) {
            best = Math.min(best, places[token]);
        }
        return best;
    }

    /** Grows as the score falls; of equal scores the smaller index comes first. The index is in the lower half. */
    private static long sortKey(float score, int token) {
        // Adding 0 makes one zero of both; the bits of negative floats run backwards.
        int bits = Float.floatToIntBits(score + 0f);
        int ascending = bits ^ (bits >> 31 & Integer.MAX_VALUE);
        return (long) ~ascending << 32 | token;
    }
}
