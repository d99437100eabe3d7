package trimscope.core.model;

import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * This process's resident memory outside the Java heap, which tests that ran before in it let grow or not.
 *
 * @param resident bytes of it all; empty where the system does not tell: only Linux does
 * @param heap bytes of the heap
 */
public record ResidentMemory(OptionalLong resident, long heap) {
    public static ResidentMemory now() throws IOException {
        System.gc();
        return new ResidentMemory(
                bytes(),
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted());
    }

    /** By how many bytes it has grown since; 0 where nobody tells. */
    public long growth() throws IOException {
        ResidentMemory later = now();
        return later.resident.orElse(0) - resident.orElse(0) - Math.max(0, later.heap - heap);
    }

    private static OptionalLong bytes() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return OptionalLong.empty();
        }
        // What the C library keeps of freed memory comes and goes by tens of megabytes.
        NativeLibrary.getInstance("c").getFunction("malloc_trim").invokeInt(new Object[] {0});
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst();
        }
    }
}
