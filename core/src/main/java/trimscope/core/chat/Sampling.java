package trimscope.core.chat;

/**
 * How the next token is chosen (specification section 5.3).
 *
 * @param temperature 0 for the most likely token
 * @param topK how many of the likeliest tokens remain; 0 for all
 * @param topP smallest share of probability that remains, above 0 and at most 1
 * @param seed the same seed gives the same answer
 */
public record Sampling(double temperature, int topK, double topP, long seed) {
    /** The most likely token at every step. */
    public static final Sampling GREEDY = new Sampling(0, 0, 1, 0);

    public Sampling {
        if (!(temperature >= 0 && temperature < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("temperature must be 0 or more, found " + temperature);
        }
        if (topK < 0) {
            throw new IllegalArgumentException("top-k must be 0 or more, found " + topK);
        }
        if (!(topP > 0 && topP <= 1)) {
            throw new IllegalArgumentException("top-p must be above 0 and at most 1, found " + topP);
        }
    }
}
