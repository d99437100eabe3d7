package trimscope.core.device;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CudaSupportTest {
    private static final List<Gpu> TWO =
            List.of(new Gpu(ComputeDevice.gpu(0), "Card", 80L << 30), new Gpu(ComputeDevice.gpu(1), "Card", 80L << 30));

    @TempDir
    Path home;

    @Test
    void theActiveEnvironmentComesFirst() throws Exception {
        Path active = home.resolve("venv");
        LibraryFolders.python(active, "2.7.1+cu126", true);
        LibraryFolders.python(home.resolve(".local"), "2.7.1+cu128", true);
        assertTrue(found(Map.of("VIRTUAL_ENV", active.toString())).startsWith(active));
    }

    @Test
    void theSearchPathIsFollowed() throws Exception {
        Path prefix = home.resolve("opt");
        LibraryFolders.python(prefix, "2.7.1+cu128", true);
        Files.createDirectories(prefix.resolve("bin"));
        Files.createFile(prefix.resolve("bin/python3"));
        assertTrue(found(Map.of("PATH", prefix.resolve("bin").toString())).startsWith(prefix));
    }

    @Test
    void whatWasDownloadedComesLast() throws Exception {
        assertFalse(support(Map.of()).hasLibraries());
        Path downloaded = home.resolve("cache/pytorch-2.7.1-cu128");
        LibraryFolders.libtorch(downloaded, "2.7.1", true);
        assertTrue(support(Map.of()).hasLibraries());
        assertEquals(downloaded.resolve("lib"), found(Map.of()));
        LibraryFolders.python(home.resolve(".local"), "2.7.1+cu128", true);
        assertTrue(found(Map.of()).startsWith(home.resolve(".local")));
    }

    @Test
    void whatWasFoundAndDidNotFitIsNamed() throws Exception {
        LibraryFolders.python(home.resolve(".local"), "2.7.1+cpu", false);
        String sentence = refusal(() -> support(Map.of()).prepare(ComputeDevice.gpu(0), Optional.empty()));
        assertTrue(sentence.contains("torch is for the CPU only"), sentence);
        assertTrue(
                sentence.contains(": install torch 2.7.1 for CUDA 12.8 (pytorch.org tells how), name the folder"),
                sentence);
        assertTrue(sentence.contains("--download-libraries"), sentence);
    }

    @Test
    void whereNothingIsOfferedNothingIsPromised() {
        CudaSupport none =
                new CudaSupport(() -> TWO, OptionalInt::empty, List::of, new DownloadSource("", home, "linux-aarch64"));
        String sentence = refusal(() -> none.prepare(ComputeDevice.gpu(0), Optional.empty()));
        assertTrue(sentence.endsWith("; there are none to download for linux-aarch64."), sentence);
    }

    @Test
    void aNamedFolderMustBeForTheDevice() throws Exception {
        LibraryFolders.libtorch(home.resolve("libtorch"), "2.7.1+cpu", false);
        assertEquals(
                home.resolve("libtorch/lib") + ": these libraries compute on the CPU only.",
                refusal(() -> support(Map.of()).prepare(ComputeDevice.gpu(0), Optional.of(home.resolve("libtorch")))));
    }

    @Test
    void aDeviceMustBeThere() {
        CudaSupport support = support(Map.of());
        assertDoesNotThrow(() -> support.require(ComputeDevice.gpu(1)));
        assertEquals(
                "There is no cuda:2 here, only cuda:0, cuda:1.",
                refusal(() -> support.prepare(ComputeDevice.gpu(2), Optional.empty())));
        CudaSupport none = new CudaSupport(List::of, OptionalInt::empty, List::of, source());
        assertDoesNotThrow(() -> none.require(ComputeDevice.CPU));
        String sentence = refusal(() -> none.require(ComputeDevice.gpu(0)));
        assertTrue(sentence.startsWith("There is no GPU here"), sentence);
    }

    @Test
    void aDriverMustKnowCuda12() {
        assertEquals(
                "The NVIDIA driver here supports CUDA up to 11.4, but 12.0 is needed: install a newer driver, or compute on"
                        + " the CPU.",
                refusal(() -> withDriver(11040).require(ComputeDevice.gpu(0))));
        assertDoesNotThrow(() -> withDriver(12000).require(ComputeDevice.gpu(0)));
        assertDoesNotThrow(() -> withDriver(11040).require(ComputeDevice.CPU));
    }

    private CudaSupport withDriver(int version) {
        return new CudaSupport(() -> TWO, () -> OptionalInt.of(version), List::of, source());
    }

    @Test
    void whatIsNamedFromOutsideIsCompletedForEveryDevice() throws Exception {
        LibraryFolders.libtorch(home.resolve("libtorch"), "2.7.1+cpu", false);
        System.setProperty("PYTORCH_LIBRARY_PATH", home.resolve("libtorch").toString());
        support(Map.of()).prepare(ComputeDevice.CPU, Optional.empty());
        assertEquals("cpu", System.getProperty("PYTORCH_FLAVOR"));
        assertEquals("2.7.1", System.getProperty("PYTORCH_VERSION"));
        assertEquals(home.resolve("libtorch/lib").toString(), System.getProperty("PYTORCH_LIBRARY_PATH"));
    }

    @Test
    void whatIsNamedFromOutsideMustBeForTheDevice() throws Exception {
        LibraryFolders.libtorch(home.resolve("libtorch"), "2.7.1+cpu", false);
        System.setProperty("PYTORCH_LIBRARY_PATH", home.resolve("libtorch/lib").toString());
        assertEquals(
                home.resolve("libtorch/lib") + ": these libraries compute on the CPU only.",
                refusal(() -> support(Map.of()).prepare(ComputeDevice.gpu(0), Optional.empty())));
        System.setProperty("PYTORCH_LIBRARY_PATH", home.toString());
        System.clearProperty("PYTORCH_FLAVOR");
        String sentence = refusal(() -> support(Map.of()).prepare(ComputeDevice.CPU, Optional.empty()));
        assertTrue(sentence.startsWith("PYTORCH_LIBRARY_PATH names " + home + ": holds no "), sentence);
    }

    @Test
    void whoeverNamesTheFlavorTooKnowsWhatTheEngineNeeds() throws Exception {
        System.setProperty("PYTORCH_LIBRARY_PATH", "/anything");
        System.setProperty("PYTORCH_FLAVOR", "cu128");
        support(Map.of()).prepare(ComputeDevice.gpu(0), Optional.empty());
        assertEquals("/anything", System.getProperty("PYTORCH_LIBRARY_PATH"));
    }

    /** Other tests of this process take the program's own libraries. */
    @AfterEach
    void forget() {
        for (String name : List.of("PYTORCH_LIBRARY_PATH", "PYTORCH_VERSION", "PYTORCH_FLAVOR")) {
            System.clearProperty(name);
        }
    }

    private Path found(Map<String, String> environment) throws DeviceException {
        return support(environment).libraries().folder();
    }

    private CudaSupport support(Map<String, String> environment) {
        return new CudaSupport(
                () -> TWO,
                OptionalInt::empty,
                () -> PythonInstallations.of(environment::get, home).torchFolders(),
                source());
    }

    private DownloadSource source() {
        return new DownloadSource("http://no.invalid/", home.resolve("cache"), "linux-x86_64");
    }

    private static String refusal(Refused action) {
        return String.valueOf(assertThrows(DeviceException.class, action::run).getMessage());
    }

    @FunctionalInterface
    private interface Refused {
        void run() throws Exception;
    }
}
