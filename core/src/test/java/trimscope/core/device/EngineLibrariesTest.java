package trimscope.core.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineLibrariesTest {
    @TempDir
    Path home;

    @Test
    void aPythonInstallationIsReadFromAnyOfItsFolders() throws Exception {
        Path packages = LibraryFolders.python(home, "2.7.1+cu128", true);
        for (Path named : new Path[] {packages, packages.resolve("torch"), packages.resolve("torch/lib")}) {
            EngineLibraries found = EngineLibraries.in(named);
            assertEquals(packages.resolve("torch/lib"), found.folder());
            assertEquals("2.7.1", found.version());
            assertTrue(found.cuda());
        }
    }

    @Test
    void aLibtorchDistributionIsReadToo() throws Exception {
        LibraryFolders.libtorch(home.resolve("libtorch"), "2.7.1+cpu", false);
        EngineLibraries found = EngineLibraries.in(home.resolve("libtorch"));
        assertFalse(found.cuda());
        assertEquals("2.7.1", found.version());
    }

    @Test
    void anotherVersionOrNothingIsRefused() throws Exception {
        Path packages = LibraryFolders.python(home, "2.6.0+cu124", true);
        String sentence = refusal(() -> EngineLibraries.in(packages));
        assertTrue(
                sentence.contains(
                        "holds PyTorch 2.6.0, but this program needs 2.7.1: install torch 2.7.1 for CUDA 12.8"),
                sentence);
        assertTrue(refusal(() -> EngineLibraries.in(home)).contains("holds no " + System.mapLibraryName("torch")));
    }

    private static String refusal(Refused action) {
        return String.valueOf(assertThrows(DeviceException.class, action::run).getMessage());
    }

    @FunctionalInterface
    private interface Refused {
        void run() throws Exception;
    }
}
