package trimscope.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
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
import trimscope.core.synthetic.Spread;

/**
 * The checkpoint's tensors in the run's precision, under their canonical names (specification section 1.2).
 *
 * <p>Shards are mapped, never read into the heap: a tensor that is stored in the wanted precision stays a view of its file,
 * others are converted once. Linear layers stay at 16 bits even for float32 products where they can (docs/decisions/packed-weights.md).
 */
final class Weights implements AutoCloseable {
    private static final int COPIED_AT_ONCE = 1 << 26;

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
        try (NDManager files = kernels.newManager()) {
            MappedFiles mapped = new MappedFiles(kernels, files);
            for (TensorEntry entry : linearsLast(checkpoint.tensors(), TensorEntry::isLinear)) {
                cancellation.check();
                weights.add(entry, mapped);
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

    private void add(TensorEntry entry, MappedFiles mapped) throws IOException {
        if (!entry.isLinear()) {
            tensors.put(entry.name(), read(manager, entry, options.precision().code(), mapped));
            return;
        }
        boolean packs = kernels.packs(options) && entry.type() != ElementType.F32;
        int held = packs ? code(entry.type()) : options.precision().code();
        try (NDManager scope = kernels.newManager()) {
            addLinear(entry.name(), read(scope, entry, held, mapped), packs);
        }
    }

    private void addRandom(String name, List<Long> shape) {
        boolean linear = TensorEntry.isLinear(name, shape);
        Spread spread = Spread.of(name, shape);
        try (NDManager scope = kernels.newManager()) {
            NDArray tensor = kernels.call(
                    linear ? scope : manager,
                    "uniform",
                    shape.stream().mapToLong(Long::longValue).toArray(),
                    spread.low(),
                    spread.high(),
                    (linear ? kernels.storedPrecision(options) : options.precision()).code(),
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

    private NDArray read(NDManager into, TensorEntry entry, int code, MappedFiles mapped) throws IOException {
        return entry.offset() % entry.type().bytes() == 0
                ? kernels.call(
                        into,
                        "tensor_of",
                        mapped.file(entry),
                        entry.offset() / entry.type().bytes(),
                        entry.elements(),
                        code,
                        shape(entry),
                        options.device().name())
                : copy(into, entry, code);
    }

    /** The files that tensors are views of, each mapped once for a format. */
    private record MappedFiles(Kernels kernels, NDManager manager, Map<Path, Map<ElementType, NDArray>> files) {
        MappedFiles(Kernels kernels, NDManager manager) {
            this(kernels, manager, new HashMap<>());
        }

        NDArray file(TensorEntry entry) {
            return files.computeIfAbsent(entry.file(), path -> new EnumMap<>(ElementType.class))
                    .computeIfAbsent(entry.type(), type -> map(entry.file(), type));
        }

        private NDArray map(Path file, ElementType type) {
            long elements = file.toFile().length() / type.bytes();
            return kernels.call(manager, "map_file", file.toString(), elements, code(type));
        }
    }

    /** A tensor at an offset that its dtype cannot be mapped at: read, widened to float32, converted. */
    private NDArray copy(NDManager into, TensorEntry entry, int code) throws IOException {
        try (NDManager scope = kernels.newManager();
                FileChannel channel = FileChannel.open(entry.file())) {
            List<NDArray> parts = new ArrayList<>();
            int width = entry.type().bytes();
            for (long at = 0; at < entry.elements(); at += COPIED_AT_ONCE) {
                int count = (int) Math.min(COPIED_AT_ONCE, entry.elements() - at);
                ByteBuffer bytes = ByteBuffer.allocate(count * width).order(ByteOrder.LITTLE_ENDIAN);
                long from = entry.offset() + at * width;
                while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
                    // a read may return less than asked for
                }
                parts.add(scope.create(widened(bytes.flip(), entry.type(), count)));
            }
            return kernels.call(
                    into,
                    "tensor_from",
                    parts,
                    code,
                    shape(entry),
                    options.device().name());
        }
    }

    private static float[] widened(ByteBuffer bytes, ElementType type, int count) {
        float[] out = new float[count];
        for (int i = 0; i < count; i++) {
            out[i] = switch (type) {
                case F32 -> bytes.getFloat();
                case F16 -> halfToFloat(bytes.getShort());
                case BF16 -> Float.intBitsToFloat(bytes.getShort() << 16);
            };
        }
        return out;
    }

    /** IEEE 754 binary16. */
    private static float halfToFloat(short bits) {
        int exponent = bits >> 10 & 0x1f;
        int fraction = bits & 0x3ff;
        float magnitude;
        if (exponent == 0) {
            magnitude = Math.scalb((float) fraction, -24);
        } else if (exponent == 0x1f) {
            magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else {
            magnitude = Math.scalb((float) (fraction | 0x400), exponent - 25);
        }
        return bits < 0 ? -magnitude : magnitude;
    }

    private static long[] shape(TensorEntry entry) {
        return entry.shape().stream().mapToLong(Long::longValue).toArray();
    }

    /** TorchScript's number of the dtype. */
    private static int code(ElementType type) {
        return switch (type) {
            case F32 -> 6;
            case F16 -> 5;
            case BF16 -> 15;
        };
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
