package trimscope.core.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** This process's main memory as Linux accounts for it; other systems keep no high-water mark that can be reset. */
final class ProcessMemory {
    private static final Path RESET = Path.of("/proc/self/clear_refs");
    private static final String RESET_PEAK = "5";

    private ProcessMemory() {}

    /** Sets the high-water mark to what is resident now; false where that cannot be done. */
    static boolean resetPeak() {
        try {
            if (!Files.isWritable(RESET)) {
                return false;
            }
            Files.writeString(RESET, RESET_PEAK);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Most bytes that were resident since the last reset: heap, native memory and touched pages of mapped files. */
    static OptionalLong peak() {
        return field(Path.of("/proc/self/status"), "VmHWM:");
    }

    /** A line such as {@code VmHWM:   123 kB}. */
    private static OptionalLong field(Path file, String name) {
        try {
            if (!Files.isReadable(file)) {
                return OptionalLong.empty();
            }
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(name))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
