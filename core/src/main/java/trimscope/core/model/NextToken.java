package trimscope.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;

/** What may follow the last row of a run: float32 logits [1, V], replaced at every step. */
final class NextToken implements AutoCloseable {
    private final Kernels kernels;
    /** Owns the logits and nothing else. */
    private NDManager owner;

    private NDArray logits;

    NextToken(Kernels kernels) {
        this.kernels = kernels;
        this.owner = kernels.newManager();
        this.logits = owner.create(0f);
    }

    /**
     * Replaces the logits.
     *
     * @param next [1, V], the only array of {@code nextOwner}, which is taken over
     */
    void set(NDManager nextOwner, NDArray next) {
        owner.close();
        owner = nextOwner;
        logits = next;
    }

    /** Specification section 5.3: temperature, then top-k, then top-p; see {@link DecoderRun#choose}. */
    DecoderRun.Choice choose(double temperature, int topK, double topP, double uniform) {
        try (NDArray choice = kernels.call(owner, "choose", logits, temperature, topK, topP, uniform)) {
            double[] values = choice.toDoubleArray();
            return new DecoderRun.Choice((int) values[0], values[1]);
        }
    }

    /** A copy of the logits, [V]. */
    float[] toArray() {
        try (NDArray copy = kernels.call(owner, "to_float", logits)) {
            return copy.toFloatArray();
        }
    }

    @Override
    public void close() {
        owner.close();
    }
}
