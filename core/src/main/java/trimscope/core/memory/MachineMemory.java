package trimscope.core.memory;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import trimscope.core.device.ComputeDevice;
import trimscope.core.device.Gpus;

/**
 * What this machine tells. Linux: what new programs could have without swapping, and no more than the limits of the control groups
 * (containers, batch systems) that this process is in. Elsewhere: what the system calls free. GPUs: what their driver says.
 */
public final class MachineMemory implements FreeMemory {
    /** A limit above this is none: version 1 writes a number near 2⁶³ for it. */
    private static final long NO_LIMIT = 1L << 60;

    private final Path root;

    public MachineMemory() {
        this(Path.of("/"));
    }

    /** @param root of the file system in which {@code proc} and {@code sys} lie */
    MachineMemory(Path root) {
        this.root = root;
    }

    @Override
    public OptionalLong bytes(ComputeDevice device) {
        if (!device.isCpu()) {
            return Gpus.ofMachine().freeBytes(device);
        }
        OptionalLong available = lines(root.resolve("proc/meminfo"))
                .filter(line -> line.startsWith("MemAvailable:"))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst();
        if (available.isEmpty()) {
            return ofSystem();
        }
        return OptionalLong.of(Math.min(available.getAsLong(), groupBytes()));
    }

    private static OptionalLong ofSystem() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
                ? OptionalLong.of(system.getFreeMemorySize())
                : OptionalLong.empty();
    }

    /** What the tightest of this process's control groups leaves. */
    private long groupBytes() {
        return lines(root.resolve("proc/self/cgroup"))
                .mapToLong(line -> {
                    String[] fields = line.split(":", 3);
                    if (fields.length < 3) {
                        return Long.MAX_VALUE;
                    }
                    Path groups = root.resolve("sys/fs/cgroup");
                    if (fields[1].isEmpty()) {
                        return tightest(groups, fields[2], "memory.max", "memory.current", "inactive_file");
                    }
                    return List.of(fields[1].split(",")).contains("memory")
                            ? tightest(
                                    groups.resolve("memory"),
                                    fields[2],
                                    "memory.limit_in_bytes",
                                    "memory.usage_in_bytes",
                                    "total_inactive_file")
                            : Long.MAX_VALUE;
                })
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** From the process's own group up to the root; inside a container the path may not be visible, the root is. */
    private static long tightest(Path groups, String path, String limit, String usage, String reclaimable) {
        long least = Long.MAX_VALUE;
        Path relative = Path.of(path.replaceFirst("^/+", ""));
        for (int depth = relative.getNameCount(); depth >= 0; depth--) {
            Path group = depth == 0 ? groups : groups.resolve(relative.subpath(0, depth));
            Optional<Long> most = number(group.resolve(limit)).filter(bytes -> bytes < NO_LIMIT);
            if (most.isPresent()) {
                long used = number(group.resolve(usage)).orElse(0L);
                long cache = lines(group.resolve("memory.stat"))
                        .filter(line -> line.startsWith(reclaimable + " "))
                        .mapToLong(line -> Long.parseLong(line.substring(reclaimable.length() + 1)))
                        .findFirst()
                        .orElse(0);
                least = Math.min(least, Math.max(0, most.get() - used + cache));
            }
        }
        return least;
    }

    private static Optional<Long> number(Path file) {
        return lines(file).findFirst().filter(text -> text.matches("\\d{1,18}")).map(Long::valueOf);
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.isReadable(file) ? Files.readAllLines(file).stream() : Stream.empty();
        } catch (IOException e) {
            return Stream.empty();
        }
    }
}
