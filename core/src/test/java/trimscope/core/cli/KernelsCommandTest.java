package trimscope.core.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trimscope.core.model.KernelArchive;

class KernelsCommandTest {
    @TempDir
    Path folder;

    @Test
    void writesTheArchiveThatTheProgramLoads() throws Exception {
        Path file = folder.resolve("kernels.pt");
        Run.of("kernels", file.toString()).assertSuccess();
        assertArrayEquals(KernelArchive.bytes(), Files.readAllBytes(file));
    }

    @Test
    void isNotForEverybody() {
        assertTrue(Run.of("--help").assertSuccess().out().lines().noneMatch(line -> line.startsWith("  kernels")));
    }
}
