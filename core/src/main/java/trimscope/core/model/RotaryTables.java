package trimscope.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import trimscope.core.checkpoint.Llama3Scaling;
import trimscope.core.checkpoint.RopeConfig;

/**
 * Rotary position tables (specification section 4.2): angles, cosine and sine in float32, half layout.
 *
 * <p>The tables grow with the longest conversation so far. {@link #signedSin} carries the minus sign of the rotation in its first
 * half, so that a kernel needs one product with the rolled input.
 */
final class RotaryTables implements AutoCloseable {
    private static final int SMALLEST = 1024;

    private final Kernels kernels;
    private final NDArray like;
    private final float[] frequencies;
    private final int limit;
    private Tables tables;

    /**
     * The tables of some positions.
     *
     * @param manager of nothing else
     * @param cos [length, d]
     * @param signedSin [length, d]
     */
    private record Tables(NDManager manager, int length, NDArray cos, NDArray signedSin) {}

    /**
     * @param like a weight whose precision and device the tables take
     * @param limit most positions of the model
     */
    RotaryTables(Kernels kernels, RopeConfig rope, int headSize, int limit, NDArray like) {
        this.kernels = kernels;
        this.like = like;
        this.frequencies = frequencies(rope, headSize);
        this.limit = limit;
        this.tables = tables(Math.min(SMALLEST, limit));
    }

    /** Makes sure that positions 0 … positions−1 are covered; if that fails the tables stay as they are. */
    void cover(int positions) {
        if (positions <= tables.length()) {
            return;
        }
        Tables longer = tables(Math.min(limit, Math.max(positions, 2 * tables.length())));
        tables.manager().close();
        tables = longer;
    }

    /** [positions, d] */
    NDArray cos() {
        return tables.cos();
    }

    /** [positions, d], the first half negated. */
    NDArray signedSin() {
        return tables.signedSin();
    }

    /** One float32 table of positions 0 … positions−1, both halves alike. */
    static float[] angles(float[] frequencies, int positions, boolean sine, boolean signed) {
        int half = frequencies.length;
        float[] out = new float[positions * 2 * half];
        for (int position = 0; position < positions; position++) {
            for (int j = 0; j < half; j++) {
                float angle = position * frequencies[j];
                float value = (float) (sine ? Math.sin(angle) : Math.cos(angle));
                out[(2 * position) * half + j] = signed ? -value : value;
                out[(2 * position + 1) * half + j] = value;
            }
        }
        return out;
    }

    private Tables tables(int length) {
        try (Unfinished unfinished = new Unfinished()) {
            NDManager manager = unfinished.part(kernels.newManager(), NDManager::close);
            return unfinished.finished(
                    new Tables(manager, length, table(manager, length, false), table(manager, length, true)));
        }
    }

    private NDArray table(NDManager manager, int length, boolean sine) {
        float[] values = angles(frequencies, length, sine, sine);
        try (NDManager scope = kernels.newManager()) {
            NDArray table = scope.create(values, new Shape(length, 2L * frequencies.length));
            return kernels.call(manager, "copy_like", table, like);
        }
    }

    /** f_j = theta^(−2j/d), with llama3 scaling where the checkpoint asks for it. */
    static float[] frequencies(RopeConfig rope, int headSize) {
        float[] out = new float[headSize / 2];
        for (int j = 0; j < out.length; j++) {
            double plain = 1.0 / Math.pow(rope.theta(), 2.0 * j / headSize);
            out[j] = (float)
                    rope.scaling().map(s -> scaled(plain, s)).orElse(plain).doubleValue();
        }
        return out;
    }

    private static double scaled(double frequency, Llama3Scaling s) {
        double wavelength = 2 * Math.PI / frequency;
        double original = s.originalMaxPositions();
        if (wavelength < original / s.highFrequencyFactor()) {
            return frequency;
        }
        if (wavelength > original / s.lowFrequencyFactor()) {
            return frequency / s.factor();
        }
        double smooth =
                (original / wavelength - s.lowFrequencyFactor()) / (s.highFrequencyFactor() - s.lowFrequencyFactor());
        return (1 - smooth) * frequency / s.factor() + smooth * frequency;
    }

    float[] frequencies() {
        return Arrays.copyOf(frequencies, frequencies.length);
    }

    @Override
    public void close() {
        tables.manager().close();
    }
}
