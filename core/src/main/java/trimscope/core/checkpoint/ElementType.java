package trimscope.core.checkpoint;

import java.util.Arrays;
import java.util.Optional;

/** Number format of a stored tensor; the constants are spelled as in safetensors headers. */
public enum ElementType {
    /** IEEE single precision. */
    F32(4, "float32"),
    /** IEEE half precision. */
    F16(2, "float16"),
    /** Upper half of an IEEE single. */
    BF16(2, "bfloat16");

    private final int bytes;
    private final String label;

    ElementType(int bytes, String label) {
        this.bytes = bytes;
        this.label = label;
    }

    /** The type of that name in a safetensors header; empty for every other format. */
    static Optional<ElementType> named(String dtype) {
        return Arrays.stream(values()).filter(type -> type.name().equals(dtype)).findFirst();
    }

    /** Bytes of one number. */
    public int bytes() {
        return bytes;
    }

    /** The name in {@code config.json} and for people, such as {@code bfloat16}. */
    public String label() {
        return label;
    }
}
