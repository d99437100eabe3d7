package trimscope.core.checkpoint;

import java.util.Optional;

/**
 * Rotary position embedding.
 *
 * @param theta base of the frequencies
 * @param scaling empty for plain rotary embedding
 */
public record RopeConfig(double theta, Optional<Llama3Scaling> scaling) {
    private static final double LARGEST_THETA = 1e12;

    /**
     * Reads both dialects: {@code rope_theta} beside an optional {@code rope_scaling}, and {@code rope_parameters} that
     * holds everything. A file with both must say the same twice.
     */
    static RopeConfig read(JsonFields text) throws CheckpointException {
        if (!text.has("rope_parameters")) {
            return new RopeConfig(theta(text), outerScaling(text));
        }
        JsonFields parameters = text.object("rope_parameters");
        RopeConfig rope = new RopeConfig(theta(parameters), scaling(parameters));
        if (text.has("rope_theta") && theta(text) != rope.theta) {
            throw text.invalid("rope_theta", "equal to rope_parameters.rope_theta " + rope.theta);
        }
        if (text.has("rope_scaling") && !outerScaling(text).equals(rope.scaling)) {
            throw text.invalid("rope_scaling", "equal to rope_parameters");
        }
        return rope;
    }

    private static double theta(JsonFields fields) throws CheckpointException {
        return fields.decimal("rope_theta", 0, LARGEST_THETA);
    }

    private static Optional<Llama3Scaling> outerScaling(JsonFields text) throws CheckpointException {
        return text.has("rope_scaling") ? scaling(text.object("rope_scaling")) : Optional.empty();
    }

    private static Optional<Llama3Scaling> scaling(JsonFields rope) throws CheckpointException {
        String key = rope.has("rope_type") ? "rope_type" : rope.has("type") ? "type" : "rope_type";
        return switch (rope.text(key)) {
            case "default" -> Optional.empty();
            case "llama3" -> Optional.of(Llama3Scaling.read(rope));
            default -> throw rope.invalid(key, "\"llama3\" or \"default\"");
        };
    }
}
