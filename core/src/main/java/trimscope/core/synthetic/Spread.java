package trimscope.core.synthetic;

import java.util.List;

/**
 * From where to where the numbers of a random tensor lie, all equally likely.
 *
 * <p>Norms are 1 and every linear layer keeps the variance of what goes in, so that states grow with the square root of the depth
 * only and nothing overflows; gates are open, because a gate at 0 would hide what is behind it.
 *
 * @param low smallest number
 * @param high largest number
 */
public record Spread(double low, double high) {
    private static final Spread ONE = new Spread(1, 1);
    private static final Spread GATE = new Spread(0.3, 0.9);
    /** Of variance 1, so that the layer norm behind it has something to work with. */
    private static final Spread EMBEDDING = new Spread(-Math.sqrt(3), Math.sqrt(3));

    private static final Spread SMALL = new Spread(-0.05, 0.05);

    /**
     * The numbers of a tensor.
     *
     * @param name canonical or published name
     * @param shape linear weights are [out, in]
     */
    public static Spread of(String name, List<Long> shape) {
        if (name.endsWith("gate")) {
            return GATE;
        }
        if (name.endsWith(".bias")) {
            return SMALL;
        }
        if (name.contains("norm")) {
            return ONE;
        }
        if (name.contains("embed_tokens") || name.contains("class_embedding")) {
            return EMBEDDING;
        }
        if (name.contains("positional_embedding")) {
            return SMALL;
        }
        long inputs = shape.stream().skip(1).reduce(1L, Math::multiplyExact);
        double limit = Math.sqrt(3.0 / inputs);
        return new Spread(-limit, limit);
    }
}
