package trimscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import org.junit.jupiter.api.Test;
import trimscope.core.device.ComputeDevice;
import trimscope.core.device.CudaSupport;
import trimscope.core.device.DownloadSource;
import trimscope.core.device.Gpu;

/** A window that was started for a GPU whose libraries compute on the CPU only. */
class OnGpuTest extends WindowTest {
    private static final ComputeDevice GPU = ComputeDevice.gpu(0);

    @Override
    Surroundings surroundings() {
        Surroundings alone = Alone.surroundings();
        return new Surroundings(
                alone.dialogues(),
                alone.hub(),
                GPU,
                new CudaSupport(
                        () -> List.of(new Gpu(GPU, "Card", 80L << 30)),
                        OptionalInt::empty,
                        List::of,
                        new DownloadSource("nowhere", Path.of("no-such-cache"), "linux-x86_64")),
                alone.background(),
                alone.restart());
    }

    @Test
    void theSheetShowsTheDeviceAndTheModelCanBeLoadedOnTheCpu() throws Exception {
        await(() -> notices().stream().anyMatch(notice -> notice.text().contains("compute on the CPU only")));
        clickOn("#model");
        await(() -> device().getItems().size() == 2);
        assertEquals(GPU, device().getValue());
        assertEquals(
                "Load",
                onWindow(() -> lookup("#model-load").queryAs(Labeled.class).getText()));
        interact(() -> device().setValue(ComputeDevice.CPU));
        clickOn("#model-load");
        await(() -> lookup("#model").queryAs(Labeled.class).getText().startsWith("demo · CPU"));
        assertTrue(lookup("#models").tryQuery().isEmpty(), "the sheet has done its work");
    }

    @SuppressWarnings("unchecked")
    private ComboBox<ComputeDevice> device() {
        return lookup("#model-device").queryAs(ComboBox.class);
    }
}
