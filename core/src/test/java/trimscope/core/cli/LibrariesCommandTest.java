package trimscope.core.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trimscope.core.device.EngineLibraries;

/** A process binds its libraries once, so broken ones need a process of their own. */
class LibrariesCommandTest {
    @TempDir
    private Path folder;

    @Test
    void librariesThatCannotBeLoadedAreNamedWithTheReason() throws Exception {
        Path lib = Files.createDirectories(folder.resolve("lib"));
        Files.writeString(folder.resolve("build-version"), EngineLibraries.VERSION);
        for (String name : new String[] {"c10", "torch_cpu", "torch"}) {
            Files.writeString(lib.resolve(System.mapLibraryName(name)), "no library");
        }
        Path out = folder.resolve("out");
        assertEquals(1, run(out, "doctor", "--no-bench", "--libraries", folder.toString()), Files.readString(out));
        String printed = Files.readString(out);
        assertTrue(
                printed.contains("FAIL  float32   PyTorch's native libraries (" + lib + ") cannot be loaded: "),
                printed);
        assertTrue(printed.contains("Something is wrong: please report all of the above."), printed);
    }

    private static int run(Path out, String... arguments) throws IOException, InterruptedException {
        String java = ProcessHandle.current().info().command().orElseThrow();
        ProcessBuilder program =
                new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), TrimScope.class.getName());
        program.command().addAll(List.of(arguments));
        Process process =
                program.redirectErrorStream(true).redirectOutput(out.toFile()).start();
        assertTrue(process.waitFor(2, TimeUnit.MINUTES), "the program does not end");
        return process.exitValue();
    }
}
