package trimscope.core.model;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.checkpoint.TensorEntry;

/** The numbers of every tensor of a checkpoint as they are held, taken out of the linear layers that they are part of. */
final class HeldNumbers {
    private final Kernels kernels;
    private final Weights weights;
    private final Checkpoint checkpoint;

    HeldNumbers(Kernels kernels, Weights weights, Checkpoint checkpoint) {
        this.kernels = kernels;
        this.weights = weights;
        this.checkpoint = checkpoint;
    }

    /** @param name canonical */
    float[] of(String name) {
        if (!checkpoint.tensor(name).isLinear()) {
            return weights.numbers(name);
        }
        LinearLayer layer = LinearLayer.of(checkpoint.config().tensorShapes()).stream()
                .filter(each -> each.weights().contains(name))
                .findFirst()
                .orElseThrow();
        int before = layer.weights().stream()
                .takeWhile(each -> !each.equals(name))
                .map(checkpoint::tensor)
                .mapToInt(HeldNumbers::elements)
                .sum();
        try (NDManager scope = kernels.newManager()) {
            float[] all = kernels.call(scope, "weight_of", weights.linear(layer.name()))
                    .toFloatArray();
            return Arrays.copyOfRange(all, before, before + elements(checkpoint.tensor(name)));
        }
    }

    private static int elements(TensorEntry entry) {
        return Math.toIntExact(entry.elements());
    }
}
