package trimscope.core.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trimscope.core.device.ComputeDevice;

class MachineMemoryTest {
    @TempDir
    Path root;

    @Test
    void thisMachineTells() {
        assertTrue(new MachineMemory().bytes(ComputeDevice.CPU).orElseThrow() > 0);
    }

    @Test
    void linuxTellsWhatIsAvailable() throws IOException {
        write("proc/meminfo", "MemTotal:       1000 kB\nMemFree:         100 kB\nMemAvailable:    600 kB\n");
        assertEquals(OptionalLong.of(600 * 1024), free());
    }

    @Test
    void theTightestGroupCountsAndItsFilesCanBeGivenBack() throws IOException {
        write("proc/meminfo", "MemAvailable:    1000000 kB\n");
        write("proc/self/cgroup", "0::/batch/job\n");
        write("sys/fs/cgroup/batch/job/memory.max", "max\n");
        write("sys/fs/cgroup/batch/memory.max", "500000\n");
        write("sys/fs/cgroup/batch/memory.current", "300000\n");
        write("sys/fs/cgroup/batch/memory.stat", "anon 1\ninactive_file 50000\nactive_file 7\n");
        assertEquals(OptionalLong.of(250_000), free());
    }

    @Test
    void insideAContainerTheRootIsTheGroup() throws IOException {
        write("proc/meminfo", "MemAvailable:    1000000 kB\n");
        write("proc/self/cgroup", "0::/../elsewhere\n");
        write("sys/fs/cgroup/memory.max", "400000\n");
        write("sys/fs/cgroup/memory.current", "500000\n");
        assertEquals(OptionalLong.of(0), free());
    }

    @Test
    void theFirstVersionOfGroupsIsReadToo() throws IOException {
        write("proc/meminfo", "MemAvailable:    1000000 kB\n");
        write("proc/self/cgroup", "5:cpu,cpuacct:/x\n3:memory:/docker/1\n");
        write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        write("sys/fs/cgroup/memory/docker/1/memory.limit_in_bytes", "700000\n");
        write("sys/fs/cgroup/memory/docker/1/memory.usage_in_bytes", "100000\n");
        assertEquals(OptionalLong.of(600_000), free());
    }

    private OptionalLong free() {
        return new MachineMemory(root).bytes(ComputeDevice.CPU);
    }

    private void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
