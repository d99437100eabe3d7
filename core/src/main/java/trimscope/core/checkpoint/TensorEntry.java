package trimscope.core.checkpoint;

import java.nio.file.Path;
import java.util.List;

/**
 * Where one tensor lies on disk: little-endian numbers without gaps, the last index fastest.
 *
 * @param name canonical name in a {@link Checkpoint}, such as {@code language_model.norm.weight}
 * @param file the safetensors file that holds it
 * @param offset first byte, counted from byte 0 of the file; not always a multiple of the number's width
 * @param type number format
 * @param shape extent of every dimension
 */
public record TensorEntry(String name, Path file, long offset, ElementType type, List<Long> shape) {
    public TensorEntry {
        shape = List.copyOf(shape);
    }

    /** Count of numbers. */
    public long elements() {
        return elements(shape);
    }

    /** Count of numbers in a tensor of this shape. */
    public static long elements(List<Long> shape) {
        return shape.stream().reduce(1L, Math::multiplyExact);
    }

    /** Whether this is the weight of a linear layer, [out, in]. */
    public boolean isLinear() {
        return isLinear(name, shape);
    }

    /** The same by canonical name and shape: of the other matrices, which are tables, single rows are read. */
    public static boolean isLinear(String name, List<Long> shape) {
        return shape.size() == 2 && !name.contains("embed");
    }

    /** Bytes on disk. */
    public long bytes() {
        return elements() * type.bytes();
    }

    /** How messages call it. */
    String subject() {
        return "tensor " + CheckpointException.quoted(name);
    }

    TensorEntry renamed(String other) {
        return new TensorEntry(other, file, offset, type, shape);
    }
}
