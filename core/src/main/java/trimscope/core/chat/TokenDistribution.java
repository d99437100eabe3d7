package trimscope.core.chat;

/** What the model expects at one place: log-probabilities of all tokens, in float64 from its float32 logits. Immutable. */
public final class TokenDistribution {
    private final float[] logits;
    private final double logSum;
    private final int likeliest;

    /** @param logits [V]; not copied, the caller gives it away */
    TokenDistribution(float[] logits) {
        this.logits = logits;
        int best = 0;
        for (int token = 1; token < logits.length; token++) {
            if (logits[token] > logits[best]) {
                best = token;
            }
        }
        likeliest = best;
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp((double) logit - logits[best]);
        }
        logSum = logits[best] + Math.log(sum);
    }

    /** Number of tokens, V. */
    public int size() {
        return logits.length;
    }

    /** Natural logarithm of a token's probability. */
    public double logProbability(int token) {
        return logits[token] - logSum;
    }

    public double probability(int token) {
        return Math.exp(logProbability(token));
    }

    /** The token with the largest probability; of equal ones the first. */
    public int likeliest() {
        return likeliest;
    }

    /**
     * Kullback-Leibler divergence KL(this ‖ other) in nats: what is lost when the other distribution stands for this one. 0 if both are the
     * same.
     *
     * @param other over the same tokens
     */
    public double divergence(TokenDistribution other) {
        if (other.size() != size()) {
            throw new IllegalArgumentException("expected " + size() + " tokens, found " + other.size());
        }
        double sum = 0;
        for (int token = 0; token < logits.length; token++) {
            double own = logProbability(token);
            double p = Math.exp(own);
            if (p > 0) {
                sum += p * (own - other.logProbability(token));
            }
        }
        // Rounding may leave a trace below zero.
        return Math.max(0, sum);
    }
}
