package trimscope.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.checkpoint.CheckpointException;
import trimscope.core.checkpoint.ElementType;
import trimscope.core.checkpoint.TensorEntry;
import trimscope.core.device.ComputeDevice;
import trimscope.core.model.ModelOptions.Precision;

/**
 * Tensors of checkpoint files as arrays on a device: on the CPU views of their files if they are wanted as they are stored. Each file is
 * mapped once for a format, until the last view of it goes.
 */
final class StoredTensors implements TensorSource {
    private static final int COPIED_AT_ONCE = 1 << 26;

    private final Kernels kernels;
    private final Checkpoint checkpoint;
    private final ComputeDevice device;
    private final LoadProgress progress;
    private final NDManager manager;
    private final Map<Path, Map<ElementType, NDArray>> files = new HashMap<>();

    private long bytesRead;

    StoredTensors(Kernels kernels, Checkpoint checkpoint, ComputeDevice device, LoadProgress progress) {
        this.kernels = kernels;
        this.checkpoint = checkpoint;
        this.device = device;
        this.progress = progress;
        this.manager = kernels.newManager();
    }

    @Override
    public int code(String name) {
        return code(checkpoint.tensor(name).type());
    }

    @Override
    public NDArray read(NDManager into, String name, int code) throws IOException, CheckpointException {
        TensorEntry entry = checkpoint.tensor(name);
        NDArray tensor = read(into, entry, code);
        if (code == Precision.FLOAT16.code() && entry.type() != ElementType.F16) {
            requireHeld(entry, tensor);
        }
        bytesRead += entry.bytes();
        progress.loaded(bytesRead, checkpoint.bytes());
        return tensor;
    }

    private NDArray read(NDManager into, TensorEntry entry, int code) throws IOException {
        if (entry.offset() % entry.type().bytes() != 0) {
            return copy(into, entry, code);
        }
        NDArray file = files.computeIfAbsent(entry.file(), path -> new EnumMap<>(ElementType.class))
                .computeIfAbsent(entry.type(), type -> map(entry.file(), type));
        long first = entry.offset() / entry.type().bytes();
        return kernels.call(into, "tensor_of", file, first, entry.elements(), code, shape(entry), device.name());
    }

    /** Weights that are stored in float16 are not looked at: they would be read from the disk for it. */
    private void requireHeld(TensorEntry entry, NDArray half) throws IOException, CheckpointException {
        try (NDManager scope = kernels.newManager()) {
            if (Float.isFinite(largest(scope, half))) {
                return;
            }
            float found = largest(scope, read(scope, entry, code(entry.type())));
            throw Float.isFinite(found)
                    ? CheckpointException.mismatch(
                            entry,
                            "at most 65504 in magnitude for float16 (bfloat16 and float32 can hold it)",
                            String.valueOf(found))
                    : CheckpointException.mismatch(entry, "finite", String.valueOf(found));
        }
    }

    /** Magnitude of the largest number; NaN if there is one. */
    private float largest(NDManager scope, NDArray tensor) {
        return kernels.call(scope, "largest", tensor).toFloatArray()[0];
    }

    private NDArray map(Path file, ElementType type) {
        long elements = file.toFile().length() / type.bytes();
        return kernels.call(manager, "map_file", file.toString(), elements, code(type));
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
            return kernels.call(into, "tensor_from", parts, code, shape(entry), device.name());
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

    @Override
    public void close() {
        manager.close();
    }
}
