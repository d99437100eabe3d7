package trimscope.core.pruning;

import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the first cross-attention layer says about every visual token at prefill, and the order it puts them in
 * (specification section 6.1). They are sorted once, so that a new ratio costs one pass over the tokens.
 */
public final class SelectionScores {
    private final float[][] scores;
    private final float[][] lastRow;
    private final boolean[] valid;
    private final int validCount;
    /** Made when first needed: without trimming an answer does not. */
    private @Nullable ScoreOrder sorted;

    /**
     * @param scores attention summed over the text rows that see an image, [H, N]
     * @param lastRow attention of the last text row alone, [H, N]
     * @param valid whether the token belongs to a real tile, [N]
     */
    public SelectionScores(float[][] scores, float[][] lastRow, boolean[] valid) {
        this.scores = Arrays.stream(scores).map(float[]::clone).toArray(float[][]::new);
        this.lastRow = Arrays.stream(lastRow).map(float[]::clone).toArray(float[][]::new);
        this.valid = valid.clone();
        validCount = candidates().length;
        for (int head = 0; head < scores.length; head++) {
            if (scores[head].length != valid.length) {
                throw new IllegalArgumentException(
                        "expected " + valid.length + " scores for head " + head + ", found " + scores[head].length);
            }
        }
    }

    /**
     * Sorts the scores, unless that has been done: most of what is asked here needs their order. Of thousands of tokens it takes
     * milliseconds, so whoever hands scores to a thread that must not wait calls this before.
     */
    public void sort() {
        sorted();
    }

    private synchronized ScoreOrder sorted() {
        ScoreOrder known = sorted;
        if (known == null) {
            known = new ScoreOrder(scores, candidates());
            sorted = known;
        }
        return known;
    }

    /** The tokens by falling score; a stable sort over ascending indices: of equal scores the smaller index comes first. */
    private static int[] descending(int[] tokens, IntToDoubleFunction score) {
        return Arrays.stream(tokens)
                .boxed()
                .sorted(Comparator.comparingDouble(token -> -score.applyAsDouble(token)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Number of query heads, H. */
    public int heads() {
        return scores.length;
    }

    /** Number of visual tokens, padding tiles included, N. */
    public int tokens() {
        return valid.length;
    }

    /** Number of candidates. */
    public int validCount() {
        return validCount;
    }

    /** The tokens of real tiles, ascending. */
    public int[] candidates() {
        return IntStream.range(0, valid.length).filter(j -> valid[j]).toArray();
    }

    public boolean isValid(int token) {
        return valid[token];
    }

    /** Summed attention of a head on a token. */
    public float score(int head, int token) {
        return scores[head][token];
    }

    /** Attention of a head from the last text row alone on a token. */
    public float lastRowScore(int head, int token) {
        return lastRow[head][token];
    }

    /** Summed attention on a token, summed over the heads too. */
    double scoreOverHeads(int token) {
        return sum(scores, token);
    }

    /** Attention from the last text row alone on a token, summed over the heads. */
    double lastRowScoreOverHeads(int token) {
        return sum(lastRow, token);
    }

    private static double sum(float[][] byHead, int token) {
        double sum = 0;
        for (float[] head : byHead) {
            sum += head[token];
        }
        return sum;
    }

    /** Place of a token in a head's order, 0 for the largest score; {@code Integer.MAX_VALUE} for padding tiles. */
    public int rank(int head, int token) {
        return sorted().rank(head, token);
    }

    /** k of the rule: {@code max(1, floor(ratio · valid))}, in double precision. */
    public int perHead(double ratio) {
        if (!(ratio > 0 && ratio <= 1)) {
            throw new IllegalArgumentException("keep ratio must be above 0 and at most 1, found " + ratio);
        }
        return Math.max(1, (int) Math.floor(ratio * validCount));
    }

    /** The k tokens with the head's largest scores, ascending by index. */
    public int[] topK(int head, int k) {
        return sorted().first(head, k);
    }

    /** Number of heads that have the token among their k largest scores, 0 … H. */
    public int votes(int token, int k) {
        return sorted().votes(token, k);
    }

    /** Least distance over the heads between the scores of rank k and k+1; infinite if nothing is left out. */
    public double gap(int k) {
        double gap = Double.POSITIVE_INFINITY;
        for (int head = 0; head < heads(); head++) {
            if (k < validCount) {
                float last = scores[head][sorted().token(head, k - 1)];
                gap = Math.min(gap, (double) last - scores[head][sorted().token(head, k)]);
            }
        }
        return gap;
    }

    /** Sorted union of every head's k largest scores. */
    public KeptTokens union(int k) {
        int[] indices =
                IntStream.range(0, valid.length).filter(j -> votes(j, k) > 0).toArray();
        return new KeptTokens(indices, validCount);
    }

    /** Number of tokens in {@link #union}. */
    public int unionSize(int k) {
        return (int)
                IntStream.range(0, valid.length).filter(j -> votes(j, k) > 0).count();
    }

    /**
     * The candidates with the largest values; ties: the smaller index.
     *
     * @param count how many, 1 … valid
     */
    public KeptTokens top(int count, IntToDoubleFunction value) {
        int[] best = Arrays.copyOf(descending(candidates(), value), count);
        Arrays.sort(best);
        return new KeptTokens(best, validCount);
    }

    /** Size of the union for k = 1 … valid; element k−1 belongs to k. */
    public int[] unionSizes() {
        int[] sizes = new int[validCount];
        for (int token = 0; token < valid.length; token++) {
            int best = sorted().bestRank(token);
            if (best < validCount) {
                sizes[best]++;
            }
        }
        for (int k = 1; k < validCount; k++) {
            sizes[k] += sizes[k - 1];
        }
        return sizes;
    }
}
