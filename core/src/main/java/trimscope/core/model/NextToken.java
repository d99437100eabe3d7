package trimscope.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import trimscope.core.model.ModelOptions.Precision;

/** What may follow the last row of a run: float32 logits [B, V] of B conversations, replaced at every step. */
final class NextToken implements AutoCloseable {
    private final Kernels kernels;
    private final Precision precision;
    /** Goes with the logits. */
    private NDManager owner;

    private Optional<NDArray> logits = Optional.empty();

    /** @param precision in which the logits were computed */
    NextToken(Kernels kernels, Precision precision) {
        this.kernels = kernels;
        this.precision = precision;
        this.owner = kernels.newManager();
    }

    /**
     * Replaces the logits, unless that fails.
     *
     * @param compute the next ones, [B, V], owned by the manager that it is given, which is closed when they are replaced, or by one
     *     that stays longer
     */
    void set(Function<NDManager, NDArray> compute) {
        try (Unfinished unfinished = new Unfinished()) {
            NDManager nextOwner = unfinished.part(kernels.newManager(), NDManager::close);
            NDArray next = compute.apply(nextOwner);
            owner.close();
            owner = unfinished.finished(nextOwner);
            logits = Optional.of(next);
        }
    }

    /**
     * Specification section 5.3: temperature, then top-k, then top-p; see {@link DecoderRun#choose}.
     *
     * @throws NotFiniteException if any logit is NaN or infinitely large: the sum that its probability is a share of then is so too
     */
    DecoderRun.Choice choose(double temperature, int topK, double topP, double uniform) {
        return chooseAll(temperature, topK, topP, uniform).get(0);
    }

    /** The same for each conversation of a batch, B. */
    List<DecoderRun.Choice> chooseAll(double temperature, int topK, double topP, double uniform) {
        try (NDArray choice = kernels.call(owner, "choose", logits(), temperature, topK, topP, uniform)) {
            double[] values = choice.toDoubleArray();
            List<DecoderRun.Choice> out = new ArrayList<>();
            for (int i = 0; i < values.length; i += 2) {
                out.add(new DecoderRun.Choice((int) values[i], NotFiniteException.check(values[i + 1], precision)));
            }
            return out;
        }
    }

    /** [B, V], float32. */
    NDArray logits() {
        return logits.orElseThrow();
    }

    /**
     * A copy of the logits, B · V numbers.
     *
     * @throws NotFiniteException if one of them is not finite
     */
    float[] toArray() {
        try (NDArray copy = kernels.call(owner, "to_float", logits())) {
            return NotFiniteException.check(copy.toFloatArray(), precision);
        }
    }

    @Override
    public void close() {
        owner.close();
    }
}
