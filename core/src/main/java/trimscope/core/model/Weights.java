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
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.checkpoint.ElementType;
import trimscope.core.checkpoint.MllamaConfig;
import trimscope.core.checkpoint.TensorEntry;
import trimscope.core.device.ComputeDevice;
import trimscope.core.model.ModelOptions.Precision;
import trimscope.core.synthetic.Spread;

/**
 * The checkpoint's tensors in the run's precision, under their canonical names (specification section 1.2).
 *
 * <p>Shards are mapped, never read into the heap: a tensor that is stored in the wanted precision stays a view of its file,
 * others are converted once.
 */
final class Weights implements AutoCloseable {
    private static final int COPIED_AT_ONCE = 1 << 26;

    private final Kernels kernels;
    private final NDManager manager;
    private final Map<String, NDArray> tensors = new HashMap<>();

    private Weights(Kernels kernels, NDManager manager) {
        this.kernels = kernels;
        this.manager = manager;
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
        Precision precision = options.precision();
        String device = options.device().name();
        long all = checkpoint.bytes();
        long loaded = 0;
        Weights weights = new Weights(kernels, kernels.newManager());
        try (NDManager files = kernels.newManager()) {
            Map<Path, Map<ElementType, NDArray>> mapped = new HashMap<>();
            for (TensorEntry entry : checkpoint.tensors()) {
                cancellation.check();
                weights.tensors.put(
                        entry.name(),
                        entry.offset() % entry.type().bytes() == 0
                                ? weights.view(
                                        mapped.computeIfAbsent(entry.file(), path -> new EnumMap<>(ElementType.class))
                                                .computeIfAbsent(
                                                        entry.type(), type -> weights.map(files, entry.file(), type)),
                                        entry,
                                        precision,
                                        device)
                                : weights.copy(entry, precision, device));
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
     * Random weights, for measuring where there is no checkpoint.
     *
     * @param seed the same seed gives the same weights on the same device
     * @throws java.util.concurrent.CancellationException if cancelled between two tensors
     */
    static Weights random(
            Kernels kernels, MllamaConfig config, ModelOptions options, int seed, Cancellation cancellation) {
        Weights weights = new Weights(kernels, kernels.newManager());
        weights.manager.getEngine().setRandomSeed(seed);
        try {
            config.tensorShapes().forEach((name, shape) -> {
                cancellation.check();
                Spread spread = Spread.of(name, shape);
                long[] extents = shape.stream().mapToLong(Long::longValue).toArray();
                weights.tensors.put(
                        name,
                        kernels.call(
                                weights.manager,
                                "uniform",
                                extents,
                                spread.low(),
                                spread.high(),
                                options.precision().code(),
                                options.device().name()));
            });
            return weights;
        } catch (RuntimeException e) {
            weights.close();
            throw e;
        }
    }

    private NDArray map(NDManager into, Path file, ElementType type) {
        long elements = file.toFile().length() / type.bytes();
        return kernels.call(into, "map_file", file.toString(), elements, code(type));
    }

    private NDArray view(NDArray file, TensorEntry entry, Precision precision, String device) {
        long first = entry.offset() / entry.type().bytes();
        boolean converted = precision.code() != code(entry.type());
        return kernels.call(
                manager,
                converted && device.equals(ComputeDevice.CPU.name()) && isLinear(entry) ? "linear_of" : "tensor_of",
                file,
                first,
                entry.elements(),
                precision.code(),
                shape(entry),
                device);
    }

    /** Whether rows are multiplied by it; of tables single rows are read. */
    private static boolean isLinear(TensorEntry entry) {
        return entry.shape().size() == 2 && !entry.name().contains("embed");
    }

    /** A tensor at an offset that its dtype cannot be mapped at: read, widened to float32, converted. */
    private NDArray copy(TensorEntry entry, Precision precision, String device) throws IOException {
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
            return kernels.call(manager, "tensor_from", parts, precision.code(), shape(entry), device);
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

    /** tanh of a gate: the only form in which a gate is used. */
    NDArray gate(String name) {
        return kernels.call(manager, "tanh", get(name));
    }

    @Override
    public void close() {
        manager.close();
    }
}
