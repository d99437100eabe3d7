package trimscope.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.checkpoint.CheckpointException;
import trimscope.core.checkpoint.ElementType;
import trimscope.core.checkpoint.MllamaConfig;
import trimscope.core.checkpoint.TensorEntry;
import trimscope.core.model.Kernels.Value;
import trimscope.core.model.ModelOptions.Precision;

/**
 * The checkpoint's tensors in the run's precision, under their canonical names (specification section 1.2).
 *
 * <p>Shards are mapped, never read into the heap: a tensor that is stored in the wanted precision stays a view of its file,
 * others are converted once. Linear layers stay at 16 bits even for float32 products where they can (docs/decisions/kernels.md).
 */
final class Weights implements AutoCloseable {
    private final Kernels kernels;
    private final ModelOptions options;
    private final NDManager manager;
    private final Map<String, NDArray> tensors = new HashMap<>();
    /** By their names. */
    private final Map<String, Value> linears = new HashMap<>();

    private boolean packed;

    private Weights(Kernels kernels, ModelOptions options) {
        this.kernels = kernels;
        this.options = options;
        this.manager = kernels.newManager();
    }

    /**
     * Maps all tensors, or sends them to the device one by one, so that never more than one layer lies in main memory as well.
     *
     * @throws CheckpointException if a tensor has a number that the wanted format cannot hold
     * @throws java.util.concurrent.CancellationException if cancelled between two tensors
     */
    static Weights load(
            Kernels kernels,
            Checkpoint checkpoint,
            ModelOptions options,
            LoadProgress progress,
            Cancellation cancellation)
            throws CheckpointException {
        try (StoredTensors stored = new StoredTensors(kernels, checkpoint, options.device(), progress)) {
            return from(stored, checkpoint.config(), kernels, options, cancellation);
        }
    }

    /**
     * Random weights, for measuring where there is no checkpoint.
     *
     * @param seed the same seed gives the same weights on the same device
     * @throws java.util.concurrent.CancellationException if cancelled between two tensors
     */
    static Weights random(
            Kernels kernels, MllamaConfig config, ModelOptions options, int seed, Cancellation cancellation) {
        try {
            return from(new RandomTensors(kernels, config, options, seed), config, kernels, options, cancellation);
        } catch (CheckpointException e) {
            throw new IllegalStateException("random weights come from no file", e);
        }
    }

    private static Weights from(
            TensorSource source, MllamaConfig config, Kernels kernels, ModelOptions options, Cancellation cancellation)
            throws CheckpointException {
        try (Unfinished unfinished = new Unfinished()) {
            Weights weights = unfinished.part(new Weights(kernels, options), Weights::close);
            weights.fill(source, config.tensorShapes(), cancellation);
            return unfinished.finished(weights);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Linear layers come last: they take their biases. */
    private void fill(TensorSource source, Map<String, List<Long>> shapes, Cancellation cancellation)
            throws IOException, CheckpointException {
        for (Map.Entry<String, List<Long>> tensor : shapes.entrySet()) {
            if (!TensorEntry.isLinear(tensor.getKey(), tensor.getValue())) {
                cancellation.check();
                String name = tensor.getKey();
                tensors.put(name, source.read(manager, name, options.precision().code()));
            }
        }
        for (LinearLayer layer : LinearLayer.of(shapes)) {
            linears.put(layer.name(), make(layer, source, cancellation));
        }
    }

    private Value make(LinearLayer layer, TensorSource source, Cancellation cancellation)
            throws IOException, CheckpointException {
        int wanted = options.precision().code();
        boolean packs = kernels.packs(options)
                && layer.weights().stream().noneMatch(name -> source.code(name) == Precision.FLOAT32.code());
        boolean mapped =
                options.device().isCpu() && layer.weights().stream().allMatch(name -> source.code(name) == wanted);
        packed |= packs;
        try (NDManager scope = kernels.newManager()) {
            List<NDArray> parts = new ArrayList<>();
            for (String name : layer.weights()) {
                cancellation.check();
                parts.add(source.read(scope, name, packs ? source.code(name) : wanted));
            }
            List<NDArray> biases = layer.biases().stream()
                    .filter(tensors::containsKey)
                    .map(tensors::get)
                    .toList();
            return kernels.make("linear_of", parts, biases, wanted, packs, !mapped);
        }
    }

    /** A tensor that is no linear layer's weight. */
    NDArray get(String name) {
        NDArray tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no tensor outside of linear layers is called " + name);
        }
        return tensor;
    }

    /** Several tensors below one prefix, in the order of their names. */
    List<NDArray> all(String prefix, String... names) {
        return Stream.of(names).map(name -> get(prefix + name)).toList();
    }

    /** A linear layer, see {@link LinearLayer#name}. */
    Value linear(String name) {
        Value linear = linears.get(name);
        if (linear == null) {
            throw new IllegalArgumentException("no linear layer is called " + name);
        }
        return linear;
    }

    /** Several linear layers below one prefix, as a list for kernels. */
    Value linears(String prefix, String... names) {
        return Value.list(Stream.of(names).map(name -> linear(prefix + name)).toList());
    }

    /** Bytes that a number of a linear layer's weight takes in memory. */
    int bytesOfLinear() {
        return packed ? ElementType.F16.bytes() : options.precision().bytes();
    }

    /** The numbers of a tensor that is no linear layer's weight, row by row. */
    float[] numbers(String name) {
        try (NDManager scope = kernels.newManager()) {
            return kernels.call(scope, "to_float", get(name)).toFloatArray();
        }
    }

    /** tanh of a gate: the only form in which a gate is used. */
    NDArray gate(String name) {
        return kernels.call(manager, "tanh", get(name));
    }

    @Override
    public void close() {
        linears.values().forEach(Value::close);
        manager.close();
    }
}
