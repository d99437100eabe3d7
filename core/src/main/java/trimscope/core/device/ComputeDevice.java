package trimscope.core.device;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where weights lie and work is done.
 *
 * @param name as PyTorch spells it: {@code cpu}, {@code cuda:0}, {@code cuda:1}, …
 */
public record ComputeDevice(String name) {
    /** The main processor. */
    public static final ComputeDevice CPU = new ComputeDevice("cpu");

    private static final Pattern CUDA = Pattern.compile("cuda(?::(\\d{1,3}))?");

    /** The device that people name so; {@code cuda} is the first GPU. */
    public static Optional<ComputeDevice> named(String text) {
        if (text.equals(CPU.name)) {
            return Optional.of(CPU);
        }
        Matcher cuda = CUDA.matcher(text);
        return cuda.matches()
                ? Optional.of(gpu(cuda.group(1) == null ? 0 : Integer.parseInt(cuda.group(1))))
                : Optional.empty();
    }

    /** A GPU, counted from 0 as CUDA counts. */
    public static ComputeDevice gpu(int index) {
        return new ComputeDevice("cuda:" + index);
    }

    public boolean isCpu() {
        return equals(CPU);
    }

    /** Number of the GPU, counted from 0. */
    public int gpuIndex() {
        if (isCpu()) {
            throw new IllegalStateException("the CPU has no number");
        }
        return Integer.parseInt(name.substring(name.indexOf(':') + 1));
    }

    /** What people read: {@code CPU}, {@code GPU 0}. */
    public String label() {
        return isCpu() ? "CPU" : "GPU " + gpuIndex();
    }
}
