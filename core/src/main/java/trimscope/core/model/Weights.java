package trimscope.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.checkpoint.ElementType;
import trimscope.core.checkpoint.TensorEntry;
import trimscope.core.model.ModelOptions.Precision;

/**
 * The checkpoint's tensors in the run's precision, under their canonical names (specification section 1.2).
 *
 * <p>Shards are mapped, never read into the heap: a tensor that is stored in the wanted precision stays a view of its file,
 * others are converted once.
 */
final class Weights implements AutoCloseable {
    private final Kernels kernels;
    private final NDManager manager;
    private final Map<String, NDArray> tensors = new HashMap<>();

    private Weights(Kernels kernels, NDManager manager) {
        this.kernels = kernels;
        this.manager = manager;
    }

    /**
     * Maps all tensors.
     *
     * @param device {@code cpu}, {@code cuda:0}, …
     * @throws java.util.concurrent.CancellationException if cancelled between two tensors
     */
    static Weights load(
            Kernels kernels, Checkpoint checkpoint, Precision precision, String device, Cancellation cancellation) {
        Weights weights = new Weights(kernels, kernels.newManager());
        try (NDManager files = kernels.newManager()) {
            Map<Path, NDArray> mapped = new HashMap<>();
            for (TensorEntry entry : checkpoint.tensors()) {
                cancellation.check();
                NDArray file = mapped.computeIfAbsent(entry.file(), path -> weights.map(files, path));
                weights.tensors.put(entry.name(), weights.tensor(file, entry, precision, device));
            }
            return weights;
        } catch (RuntimeException e) {
            weights.close();
            throw e;
        }
    }

    private NDArray map(NDManager into, Path file) {
        return kernels.call(into, "map_file", file.toString(), file.toFile().length());
    }

    private NDArray tensor(NDArray file, TensorEntry entry, Precision precision, String device) {
        long[] shape = entry.shape().stream().mapToLong(Long::longValue).toArray();
        int width = entry.type().bytes();
        return kernels.call(
                manager,
                "tensor_of",
                file,
                entry.offset(),
                entry.bytes(),
                width,
                code(entry.type()),
                precision.code(),
                shape,
                device);
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
