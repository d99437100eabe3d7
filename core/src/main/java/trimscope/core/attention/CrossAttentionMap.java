package trimscope.core.attention;

/** One weight per visual token, over the full grid: what the viewer paints. Immutable. */
public final class CrossAttentionMap {
    private final float[] weights;

    /** @param weights [N], non-negative */
    public CrossAttentionMap(float[] weights) {
        this.weights = weights.clone();
    }

    /** Number of visual tokens, N. */
    public int size() {
        return weights.length;
    }

    public float weight(int token) {
        return weights[token];
    }

    /** A copy of the weights, [N]. */
    public float[] toArray() {
        return weights.clone();
    }

    /** Largest weight. */
    public float max() {
        float max = 0;
        for (float weight : weights) {
            max = Math.max(max, weight);
        }
        return max;
    }

    /** The token with the largest weight; of equal ones the first. */
    public int argMax() {
        int best = 0;
        for (int j = 1; j < weights.length; j++) {
            if (weights[j] > weights[best]) {
                best = j;
            }
        }
        return best;
    }

    /** Sum of all weights: 1 for one softmax row or a mean of such, up to rounding. */
    public double total() {
        double total = 0;
        for (float weight : weights) {
            total += weight;
        }
        return total;
    }

    /** Place of the token when sorted by weight, 1 for the largest; equal weights share the better rank. */
    public int rank(int token) {
        int rank = 1;
        for (float weight : weights) {
            if (weight > weights[token]) {
                rank++;
            }
        }
        return rank;
    }

    /** Share of the whole mass on this token and all heavier ones, 0 … 1. */
    public double massUpTo(int token) {
        double mass = 0;
        double total = 0;
        for (float weight : weights) {
            total += weight;
            if (weight >= weights[token]) {
                mass += weight;
            }
        }
        return total == 0 ? 0 : mass / total;
    }
}
