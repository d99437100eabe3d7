package trimscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;
import trimscope.app.exploration.Notice;
import trimscope.core.device.ComputeDevice;
import trimscope.core.device.CudaSupport;
import trimscope.core.device.DownloadSource;
import trimscope.core.device.EngineLibraries;
import trimscope.core.device.Gpu;

/** The model sheet on a machine that has a GPU but no libraries for it. */
class CudaLibrariesTest extends WindowTest {
    private static final ComputeDevice GPU = ComputeDevice.gpu(0);

    @TempDir
    Path folder;

    private final ExecutorService background = Executors.newSingleThreadExecutor();
    private @Nullable LibraryHost host;
    private @Nullable ComputeDevice restarted;

    @Override
    Surroundings surroundings() {
        try {
            host = new LibraryHost();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Surroundings alone = Alone.surroundings();
        return new Surroundings(
                alone.dialogues(),
                alone.hub(),
                alone.bound(),
                new CudaSupport(
                        () -> List.of(new Gpu(GPU, "Card", 80L << 30)),
                        OptionalInt::empty,
                        List::of,
                        new DownloadSource(host.address(), folder, "linux-x86_64")),
                background,
                (device, model) -> restarted = device);
    }

    @AfterEach
    void close() {
        host().close();
        background.shutdown();
    }

    @Test
    void librariesAreDownloadedAfterAYesAndTheGpuCanBeChosen() throws Exception {
        openSheetOnGpu();
        assertTrue(
                sentence().startsWith("PyTorch's libraries for CUDA are not on this machine: install torch 2.7.1"),
                this::sentence);
        assertTrue(lookup("#model-load").query().isDisabled(), "a start on the GPU would fail");
        clickOn("#cuda-accept");
        await(() -> sentence().startsWith("Download 4 MB from 127.0.0.1? "));
        assertTrue(sentence().endsWith("About 8 MB will lie in " + libraries() + "."), this::sentence);
        assertFalse(Files.exists(folder.resolve("pytorch-2.7.1-cu128.part")), "not before a yes");
        clickOn("#cuda-accept");
        await(() -> share() > 0.2 && share() < 0.3);
        assertTrue(lookup("#cuda-progress").query().getLayoutBounds().getHeight() > 1, "there is room for it");
        push(KeyCode.ESCAPE);
        await(() -> lookup("#models").tryQuery().isEmpty());
        clickOn("#model");
        await(() -> isShown("#cuda-progress"));
        assertTrue(sentence().endsWith("are here. This goes on when the sheet is closed."), this::sentence);
        host().letThrough();
        await(() -> !isShown("#cuda-download"));
        assertTrue(EngineLibraries.in(libraries()).cuda());
        assertEquals(
                List.of("PyTorch 2.7.1 for CUDA is here: a GPU can be chosen under the models now."),
                notices().stream().map(Notice::text).toList());
        assertEquals(GPU, device().getValue());
        clickOn("#model-load");
        assertEquals(GPU, restarted);
    }

    @Test
    void cancellingLeavesNothingThatCouldBeTakenForLibraries() throws Exception {
        openSheetOnGpu();
        clickOn("#cuda-accept");
        await(() -> isShown("#cuda-cancel") && sentence().startsWith("Download "));
        clickOn("#cuda-cancel");
        await(() -> sentence().startsWith("PyTorch's libraries"));
        clickOn("#cuda-accept");
        await(() -> sentence().startsWith("Download "));
        clickOn("#cuda-accept");
        await(() -> share() > 0.2);
        clickOn("#cuda-cancel");
        await(() -> sentence().startsWith("PyTorch's libraries"));
        assertFalse(Files.exists(libraries()));
        assertEquals(List.of(), notices());
        assertTrue(lookup("#model-load").query().isDisabled());
        interact(() -> device().setValue(ComputeDevice.CPU));
        assertFalse(isShown("#cuda-download"));
        assertFalse(lookup("#model-load").query().isDisabled());
    }

    @Test
    void aServerThatIsNotThereIsToldInTheSheet() throws Exception {
        openSheetOnGpu();
        host().close();
        clickOn("#cuda-accept");
        await(() -> sentence().contains("/files.txt: no connection"));
        assertTrue(isShown("#cuda-accept"), "once more can be tried");
        assertTrue(lookup("#cuda-sentence").query().getStyleClass().contains("model-problem"));
        assertTrue(inScene("#model-verdict").getMaxY() <= inScene("#model-note").getMinY(), "all has its room");
    }

    private void openSheetOnGpu() throws TimeoutException {
        firstMinute();
        clickOn("#model");
        await(() -> device().getItems().size() == 2);
        assertFalse(isShown("#cuda-download"), "the CPU needs nothing");
        interact(() -> device().setValue(GPU));
        WaitForAsyncUtils.waitForFxEvents();
        assertTrue(isShown("#cuda-download"));
    }

    private Bounds inScene(String id) {
        return onWindow(() -> {
            Node node = lookup(id).query();
            return node.localToScene(node.getLayoutBounds());
        });
    }

    private LibraryHost host() {
        return Objects.requireNonNull(host);
    }

    private Path libraries() {
        return folder.resolve("pytorch-2.7.1-cu128");
    }

    @SuppressWarnings("unchecked")
    private ComboBox<ComputeDevice> device() {
        return lookup("#model-device").queryAs(ComboBox.class);
    }

    private boolean isShown(String id) {
        return onWindow(() -> lookup(id).query().isVisible());
    }

    private String sentence() {
        return onWindow(() -> lookup("#cuda-sentence").queryAs(Labeled.class).getText());
    }

    private double share() {
        return onWindow(
                () -> lookup("#cuda-progress").queryAs(ProgressBar.class).getProgress());
    }
}
