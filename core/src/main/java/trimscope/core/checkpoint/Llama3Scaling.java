package trimscope.core.checkpoint;

/**
 * How Llama 3 stretches rotary frequencies beyond the context it was first trained on (specification, section 4).
 *
 * @param factor divisor of the low frequencies
 * @param lowFrequencyFactor turns within the original context up to which a frequency counts as low
 * @param highFrequencyFactor turns within the original context from which a frequency is left alone; the larger one
 * @param originalMaxPositions original context in tokens
 */
public record Llama3Scaling(
        double factor, double lowFrequencyFactor, double highFrequencyFactor, int originalMaxPositions) {
    private static final double LARGEST_FACTOR = 1e6;
    private static final int MOST_POSITIONS = 1 << 20;

    static Llama3Scaling read(JsonFields rope) throws CheckpointException {
        double low = rope.decimal("low_freq_factor", 0, LARGEST_FACTOR);
        return new Llama3Scaling(
                rope.decimal("factor", 0, LARGEST_FACTOR),
                low,
                rope.decimal("high_freq_factor", low, LARGEST_FACTOR),
                rope.integer("original_max_position_embeddings", 1, MOST_POSITIONS));
    }
}
