package trimscope.core.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineLibrariesTest {
    @TempDir
    Path home;

    @Test
    void aPythonInstallationIsReadFromAnyOfItsFolders() throws Exception {
        Path packages = python(home, "2.7.1+cu128", true);
        for (Path named : new Path[] {packages, packages.resolve("torch"), packages.resolve("torch/lib")}) {
            EngineLibraries found = EngineLibraries.in(named);
            assertEquals(packages.resolve("torch/lib"), found.folder());
            assertEquals("2.7.1", found.version());
            assertTrue(found.cuda());
        }
    }

    @Test
    void aLibtorchDistributionIsReadToo() throws Exception {
        libraries(home.resolve("libtorch/lib"), false);
        Files.writeString(home.resolve("libtorch/build-version"), "2.7.1+cpu\n");
        EngineLibraries found = EngineLibraries.in(home.resolve("libtorch"));
        assertFalse(found.cuda());
        assertEquals(
                found.folder() + ": these libraries compute on the CPU only.",
                refusal(() -> EngineLibraries.prepare(ComputeDevice.gpu(0), Optional.of(found.folder()))));
    }

    @Test
    void anotherVersionOrNothingIsRefused() throws Exception {
        Path packages = python(home, "2.6.0+cu124", true);
        String sentence = refusal(() -> EngineLibraries.in(packages));
        assertTrue(sentence.contains("holds PyTorch 2.6.0, but this program needs 2.7.1"), sentence);
        assertTrue(refusal(() -> EngineLibraries.in(home)).contains("holds no " + System.mapLibraryName("torch")));
    }

    @Test
    void theActiveEnvironmentComesFirst() throws Exception {
        Path active = home.resolve("venv");
        python(active, "2.7.1+cu126", true);
        python(home.resolve(".local"), "2.7.1+cu128", true);
        Map<String, String> environment = Map.of("VIRTUAL_ENV", active.toString());
        EngineLibraries found = PythonInstallations.of(environment::get, home).cudaLibraries();
        assertTrue(found.folder().startsWith(active), found::toString);
    }

    @Test
    void theSearchPathIsFollowed() throws Exception {
        Path prefix = home.resolve("opt");
        python(prefix, "2.7.1+cu128", true);
        Files.createDirectories(prefix.resolve("bin"));
        Files.createFile(prefix.resolve("bin/python3"));
        Map<String, String> environment = Map.of("PATH", prefix.resolve("bin").toString());
        assertTrue(PythonInstallations.of(environment::get, home)
                .cudaLibraries()
                .folder()
                .startsWith(prefix));
    }

    @Test
    void whatWasFoundAndDidNotFitIsNamed() throws Exception {
        python(home.resolve(".local"), "2.7.1+cpu", false);
        String sentence =
                refusal(() -> PythonInstallations.of(name -> null, home).cudaLibraries());
        assertTrue(sentence.contains("is for the CPU only"), sentence);
        assertTrue(sentence.contains("install torch 2.7.1"), sentence);
    }

    private static String refusal(Refused action) {
        return String.valueOf(assertThrows(DeviceException.class, action::run).getMessage());
    }

    @FunctionalInterface
    private interface Refused {
        void run() throws Exception;
    }

    private static Path python(Path prefix, String version, boolean cuda) throws IOException {
        Path packages = prefix.resolve("lib/python3.11/site-packages");
        libraries(packages.resolve("torch/lib"), cuda);
        Files.writeString(
                packages.resolve("torch/version.py"),
                "from typing import Optional\n\n__version__ = '" + version + "'\ndebug = False\n");
        return packages;
    }

    private static void libraries(Path folder, boolean cuda) throws IOException {
        Files.createDirectories(folder);
        Files.createFile(folder.resolve(System.mapLibraryName("torch")));
        if (cuda) {
            Files.createFile(folder.resolve(System.mapLibraryName("torch_cuda")));
        }
    }
}
