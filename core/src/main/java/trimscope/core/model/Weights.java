package trimscope.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.checkpoint.ElementType;
import trimscope.core.checkpoint.MllamaConfig;
import trimscope.core.checkpoint.TensorEntry;
import trimscope.core.model.Kernels.Value;
import trimscope.core.model.ModelOptions.Precision;
import trimscope.core.synthetic.Spread;

/**
 * The checkpoint's tensors in the run's precision, under their canonical names (specification section 1.2).
 *
 * <p>Shards are mapped, never read into the heap: a tensor that is stored in the wanted precision stays a view of its file,
 * others are converted once. Linear layers stay at 16 bits even for float32 products where they can (docs/decisions/kernels.md).
 */
final class Weights implements AutoCloseable {
    private static final String WEIGHT = ".weight";

    private final Kernels kernels;
    private final ModelOptions options;
    private final NDManager manager;
    private final Map<String, NDArray> tensors = new HashMap<>();
    /** By the name of their weight. */
    private final Map<String, Value> linears = new HashMap<>();

    private boolean packed;

    private Weights(Kernels kernels, ModelOptions options) {
        this.kernels = kernels;
        this.options = options;
        this.manager = kernels.newManager();
    }

    /**
     * Maps all tensors, or sends them to the device one by one, so that never more than one lies in main memory as well.
     *
     * @throws java.util.concurrent.CancellationException if cancelled between two tensors
     */
    static Weights load(
            Kernels kernels,
            Checkpoint checkpoint,
            ModelOptions options,
            LoadProgress progress,
            Cancellation cancellation) {
        long all = checkpoint.bytes();
        long loaded = 0;
        Weights weights = new Weights(kernels, options);
        try (StoredTensors stored = new StoredTensors(kernels, options.device())) {
            for (TensorEntry entry : linearsLast(checkpoint.tensors(), TensorEntry::isLinear)) {
                cancellation.check();
                weights.add(entry, stored);
                loaded += entry.bytes();
                progress.loaded(loaded, all);
            }
            return weights;
        } catch (IOException e) {
            weights.close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            weights.close();
            throw e;
        }
    }

    /**
     * Random weights, for measuring where there is no checkpoint: linear layers as if stored in bfloat16.
     *
     * @param seed the same seed gives the same weights on the same device
     * @throws java.util.concurrent.CancellationException if cancelled between two tensors
     */
    static Weights random(
            Kernels kernels, MllamaConfig config, ModelOptions options, int seed, Cancellation cancellation) {
        Weights weights = new Weights(kernels, options);
        weights.manager.getEngine().setRandomSeed(seed);
        try {
            for (Map.Entry<String, List<Long>> tensor : linearsLast(
                    config.tensorShapes().entrySet(), each -> TensorEntry.isLinear(each.getKey(), each.getValue()))) {
                cancellation.check();
                weights.addRandom(tensor.getKey(), tensor.getValue());
            }
            return weights;
        } catch (RuntimeException e) {
            weights.close();
            throw e;
        }
    }

    /** A linear layer takes its bias as well. */
    private static <T> List<T> linearsLast(Collection<T> tensors, Predicate<T> linear) {
        return tensors.stream()
                .sorted((a, b) -> Boolean.compare(linear.test(a), linear.test(b)))
                .toList();
    }

    private void add(TensorEntry entry, StoredTensors stored) throws IOException {
        if (!entry.isLinear()) {
            tensors.put(entry.name(), stored.read(manager, entry, options.precision()));
            return;
        }
        boolean packs = kernels.packs(options) && entry.type() != ElementType.F32;
        try (NDManager scope = kernels.newManager()) {
            NDArray weight = packs ? stored.read(scope, entry) : stored.read(scope, entry, options.precision());
            addLinear(entry.name(), weight, packs);
        }
    }

    private void addRandom(String name, List<Long> shape) {
        boolean linear = TensorEntry.isLinear(name, shape);
        Spread spread = Spread.of(name, shape);
        Precision precision = linear ? kernels.storedPrecision(options) : options.precision();
        try (NDManager scope = kernels.newManager()) {
            NDArray tensor = kernels.call(
                    linear ? scope : manager,
                    "uniform",
                    shape.stream().mapToLong(Long::longValue).toArray(),
                    spread.low(),
                    spread.high(),
                    precision.code(),
                    options.device().name());
            if (linear) {
                addLinear(name, tensor, kernels.packs(options));
            } else {
                tensors.put(name, tensor);
            }
        }
    }

    private void addLinear(String name, NDArray stored, boolean packs) {
        NDArray bias = tensors.get(name.substring(0, name.length() - WEIGHT.length()) + ".bias");
        List<NDArray> biases = bias == null ? List.of() : List.of(bias);
        packed |= packs;
        linears.put(
                name,
                kernels.make("linear_of", stored, biases, options.precision().code(), packs));
    }

    NDArray get(String name) {
        NDArray tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no tensor is called " + name);
        }
        return tensor;
    }

    /** Several tensors below one prefix, in the order of their names. */
    List<NDArray> all(String prefix, String... names) {
        return Stream.of(names).map(name -> get(prefix + name)).toList();
    }

    /** A linear layer, by the name of its weight, with the bias that is beside it. */
    Value linear(String name) {
        Value linear = linears.get(name);
        if (linear == null) {
            throw new IllegalArgumentException("no linear layer has a weight called " + name);
        }
        return linear;
    }

    /** Several linear layers below one prefix, as a list for kernels. */
    Value linears(String prefix, String... names) {
        return Value.list(
                Stream.of(names).map(name -> linear(prefix + name + WEIGHT)).toList());
    }

    /** Bytes that a number of a linear layer's weight takes in memory. */
    int bytesOfLinear() {
        return packed ? ElementType.F16.bytes() : options.precision().bytes();
    }

    /** Any tensor's numbers, row by row. */
    float[] numbers(String name) {
        try (NDManager scope = kernels.newManager()) {
            NDArray tensor = linears.containsKey(name)
                    ? kernels.call(scope, "weight_of", linear(name))
                    : kernels.call(scope, "to_float", get(name));
            return tensor.toFloatArray();
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
