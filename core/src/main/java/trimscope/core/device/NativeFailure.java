package trimscope.core.device;

import java.util.Optional;
import java.util.regex.Pattern;

/** What went wrong in native code, told by the words of its message: all kinds arrive as one exception. */
public enum NativeFailure {
    MAIN_MEMORY(
            "There is not enough memory for this model and picture: close other programs, or take a smaller model.",
            "allocate memory|std::bad_alloc"),
    GPU_MEMORY(
            "The GPU's memory ran out: trim more, take a smaller model or picture, close other programs that use the"
                    + " GPU, or compute on the CPU.",
            "CUDA out of memory|CUDA error: out of memory|CUBLAS_STATUS_ALLOC_FAILED"),
    GPU_LOST(
            "The GPU stopped working and this process cannot use it any more: start the program again, or compute on the"
                    + " CPU.",
            "device-side assert|unspecified launch failure|illegal memory access|uncorrectable ECC|busy or unavailable"
                    + "|GPU is lost|CUDA error: unknown error|CUDA driver error"),
    NO_CUDA(
            "The loaded native libraries compute on the CPU only: name libraries for CUDA before the start, or compute on"
                    + " the CPU.",
            "not compiled with CUDA|not linked with support for cuda|No CUDA GPUs are available"
                    + "|from the 'CUDA' backend");

    private final String sentence;
    private final Pattern marks;

    /** @param marks what messages of this kind contain, as a regular expression */
    NativeFailure(String sentence, String marks) {
        this.sentence = sentence;
        this.marks = Pattern.compile(marks);
    }

    /** The kind of a failure; empty if it is none of these. */
    public static Optional<NativeFailure> of(Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            return Optional.of(MAIN_MEMORY);
        }
        String message = String.valueOf(failure.getMessage());
        for (NativeFailure kind : values()) {
            if (kind.marks.matcher(message).find()) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** What a person is told, with what to do. */
    public String sentence() {
        return sentence;
    }

    /** Whether freeing something can help. */
    public boolean isMemory() {
        return this == MAIN_MEMORY || this == GPU_MEMORY;
    }
}
