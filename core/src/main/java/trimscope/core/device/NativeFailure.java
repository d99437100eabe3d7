package trimscope.core.device;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What went wrong in native code, told by the words of its messages, as all kinds arrive as one exception. A message that fits several
 * kinds is of the first: the last ones take whatever CUDA reports and no other kind knows.
 */
public enum NativeFailure {
    MAIN_MEMORY(
            "There is not enough memory for this model and picture: close other programs, or take a smaller model.",
            "allocate memory|std::bad_alloc"),
    /** Libraries of CUDA that cannot begin their work lack memory for it as a rule. */
    GPU_MEMORY(
            "The GPU's memory ran out: trim more, take a smaller model or picture, close other programs that use the"
                    + " GPU, or compute on the CPU.",
            "CUDA out of memory|CUDA (?:driver )?error: out of memory|CUBLAS_STATUS_(?:ALLOC_FAILED|NOT_INITIALIZED)"
                    + "|CUDNN_STATUS_\\w*ALLOC\\w*_FAILED"),
    OLD_DRIVER(
            "The NVIDIA driver is too old for the loaded native libraries: install a newer driver, or compute on the"
                    + " CPU.",
            "driver on your system is too old|CUDA driver version is insufficient"),
    UNKNOWN_GPU(
            "The loaded native libraries cannot compute on this GPU, which is older or newer than those that they are"
                    + " made for: name libraries for another version of CUDA before the start, or compute on the CPU.",
            "no kernel image is available"),
    NO_CUDA(
            "The loaded native libraries compute on the CPU only: name libraries for CUDA before the start, or compute on"
                    + " the CPU.",
            "not compiled with CUDA|not linked with support for cuda|No CUDA GPUs are available"
                    + "|from the 'CUDA' backend"),
    GPU_LOST(
            "The GPU stopped working and this process cannot use it any more: start the program again, or compute on the"
                    + " CPU.",
            "CUDA error:|CUDA driver error|CUDA unknown error|CUDNN_STATUS_"
                    + "|CUBLAS_STATUS_(?:EXECUTION_FAILED|INTERNAL_ERROR)"
                    + "|device-side assert|unspecified launch failure|launch timed out|illegal memory access"
                    + "|misaligned address|illegal instruction|uncorrectable ECC|busy or unavailable|GPU is lost"
                    + "|no CUDA-capable device|driver shutting down|initialization error");

    /** Enough for every chain of causes, and an end for one that is a circle. */
    private static final int MOST_CAUSES = 8;

    private final String sentence;
    private final Pattern marks;

    /** @param marks what messages of this kind contain, as a regular expression */
    NativeFailure(String sentence, String marks) {
        this.sentence = sentence;
        this.marks = Pattern.compile(marks);
    }

    /**
     * The kind of a failure, told by it and its causes; empty if it is none of these. Libraries that cannot be loaded are none, though
     * their loader may use the same words.
     */
    public static Optional<NativeFailure> of(Throwable failure) {
        if (failure instanceof LibrariesException) {
            return Optional.empty();
        }
        StringBuilder messages = new StringBuilder();
        Throwable each = failure;
        for (int depth = 0; each != null && depth < MOST_CAUSES; depth++) {
            if (each instanceof OutOfMemoryError) {
                return Optional.of(MAIN_MEMORY);
            }
            messages.append(each.getMessage()).append('\n');
            each = each.getCause();
        }
        return Stream.of(values())
                .filter(kind -> kind.marks.matcher(messages).find())
                .findFirst();
    }

    /** What a person is told, with what to do. */
    public String sentence() {
        return sentence;
    }
}
