package trimscope.core.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trimscope.core.device.EngineLibraries;

/** A process binds its libraries once, so broken ones need a process of their own. */
class LibrariesCommandTest {
    private static final String VARIABLE = "PYTORCH_LIBRARY_PATH";

    @TempDir
    private Path folder;

    @Test
    void librariesThatCannotBeLoadedAreNamedWithTheReason() throws Exception {
        Path lib = broken(folder);
        String printed = run(Map.of(), "--libraries", folder.toString());
        assertTrue(printed.contains(notLoaded(lib)), printed);
        assertTrue(printed.contains("Something is wrong: please report all of the above."), printed);
    }

    @Test
    void thoseOfAnEnvironmentVariableAreTheOnesThatAreLoaded() throws Exception {
        Path lib = broken(folder);
        String printed = run(Map.of(VARIABLE, lib + "/"));
        assertTrue(printed.contains(notLoaded(lib)), printed);
        assertFalse(printed.contains("jni"), printed);
    }

    @Test
    void anEnvironmentVariableThatNamesOthersIsRefused() throws Exception {
        Path lib = broken(folder.resolve("mine"));
        Path others = broken(folder.resolve("others"));
        assertEquals(
                "The environment variable " + VARIABLE + " is '" + others + "', which the engine prefers, but the"
                        + " libraries in " + lib + " need '" + lib + "': unset it, or set it to that."
                        + System.lineSeparator(),
                run(Map.of(VARIABLE, others.toString()), "--libraries", lib.toString()));
        assertEquals(
                VARIABLE + " names " + folder + ": holds no " + System.mapLibraryName("torch")
                        + "; name the folder torch/lib of a Python installation with torch 2.7.1."
                        + System.lineSeparator(),
                run(Map.of(VARIABLE, folder.toString())));
    }

    private static String notLoaded(Path lib) {
        return "FAIL  float32   PyTorch's native libraries (" + lib;
    }

    /** A folder of libraries that are none; returns where they lie. */
    private static Path broken(Path above) throws IOException {
        Path lib = Files.createDirectories(above.resolve("lib"));
        Files.writeString(above.resolve("build-version"), EngineLibraries.VERSION);
        for (String name : new String[] {"c10", "torch_cpu", "torch"}) {
            Files.writeString(lib.resolve(System.mapLibraryName(name)), "no library");
        }
        return lib;
    }

    /** What a doctor prints that finds something wrong. */
    private String run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        String java = ProcessHandle.current().info().command().orElseThrow();
        ProcessBuilder program = new ProcessBuilder(
                java, "-cp", System.getProperty("java.class.path"), TrimScope.class.getName(), "doctor", "--no-bench");
        program.environment().putAll(environment);
        program.command().addAll(List.of(arguments));
        Process process =
                program.redirectErrorStream(true).redirectOutput(out.toFile()).start();
        assertTrue(process.waitFor(2, TimeUnit.MINUTES), "the program does not end");
        String printed = Files.readString(out);
        assertEquals(1, process.exitValue(), printed);
        return printed;
    }
}
