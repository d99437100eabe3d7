package trimscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;
import trimscope.app.exploration.CompareMode;
import trimscope.app.exploration.Exploration;
import trimscope.app.inference.InferenceWorker;
import trimscope.app.memory.MemoryFile;
import trimscope.app.memory.Remembered;
import trimscope.core.overlay.ColorTable;

/** The window is left and comes back; the model never begins its work here. */
class WindowMemoryTest extends ApplicationTest {
    @TempDir
    static Path folder;

    private final Path path = folder.resolve("window.properties");
    private final MemoryFile file = new MemoryFile(path);

    @Override
    public void start(Stage stage) {
        stage.setTitle("none of this test");
    }

    @BeforeEach
    void forget() throws IOException {
        file.delete();
    }

    @Test
    void theWindowComesBackAsItWasLeft() throws Exception {
        Opened first = open();
        interact(() -> {
            first.stage.setX(40);
            first.stage.setWidth(1300);
            first.stage.setHeight(820);
            first.window.switchTheme();
            first.window.switchLarge();
            run(first, "Colours: inferno");
        });
        WaitForAsyncUtils.waitForFxEvents();
        interact(() -> dividers(first).setDividerPosition(1, 0.6));
        WaitForAsyncUtils.waitForFxEvents();
        interact(first.stage::hide);
        Remembered left = file.read();
        assertTrue(left.dark());
        assertTrue(left.large());
        assertEquals(ColorTable.INFERNO, left.colours());
        assertEquals(10, left.keepPercent());

        Opened second = open();
        assertEquals(40, second.stage.getX());
        assertEquals(1300, second.stage.getWidth());
        assertEquals(820, second.stage.getHeight());
        assertEquals(0.6, dividers(second).getDividerPositions()[1], 0.01);
        interact(second.stage::hide);
        assertEquals(left.colours(), file.read().colours());
    }

    @Test
    void theComparisonIsDividedAndShownAsItWasLeft() throws Exception {
        Opened first = open();
        interact(() -> {
            run(first, "Compare two runs");
            run(first, "Show difference");
        });
        WaitForAsyncUtils.waitForFxEvents();
        interact(() -> comparison(first).setDividerPosition(0, 0.5));
        WaitForAsyncUtils.waitForFxEvents();
        interact(first.stage::hide);
        assertEquals(CompareMode.DIFFERENCE, file.read().comparing());

        Opened second = open();
        interact(() -> run(second, "Compare two runs"));
        WaitForAsyncUtils.waitForFxEvents();
        assertEquals(0.5, comparison(second).getDividerPositions()[0], 0.01);
        ToggleButton mode = (ToggleButton) second.stage.getScene().lookup("#mode-" + CompareMode.DIFFERENCE.letter());
        assertTrue(mode.isSelected());
        interact(() -> run(second, "Forget everything remembered"));
        assertEquals(0.6, comparison(second).getDividerPositions()[0], 0.01);
        assertFalse(mode.isSelected());
        interact(second.stage::hide);
    }

    @Test
    void damageIsToldOnceAndTheWindowOpensAsAtTheFirstTime() throws Exception {
        Files.writeString(path, "keepPercent=nothing");
        Opened opened = open();
        assertEquals(1, opened.exploration.notices().size());
        interact(opened.stage::hide);
        assertFalse(file.read().dark());
    }

    @Test
    void everythingCanBeForgotten() throws Exception {
        Opened opened = open();
        interact(() -> {
            opened.window.switchTheme();
            opened.stage.hide();
        });
        assertTrue(file.read().dark());
        interact(() -> {
            opened.stage.show();
            run(opened, "Forget everything remembered");
        });
        assertFalse(Files.exists(path));
        interact(opened.stage::hide);
        assertFalse(file.read().dark());
    }

    private record Opened(MainWindow window, Stage stage, Exploration exploration) {}

    private Opened open() throws Exception {
        Opened opened = WaitForAsyncUtils.asyncFx(() -> {
                    Stage stage = new Stage();
                    Exploration exploration = new Exploration(new InferenceWorker(task -> {}, Runnable::run));
                    MainWindow window = new MainWindow(exploration, stage, Optional.of(file), Alone.surroundings());
                    window.show();
                    return new Opened(window, stage, exploration);
                })
                .get();
        WaitForAsyncUtils.waitForFxEvents();
        return opened;
    }

    private static SplitPane dividers(Opened opened) {
        return (SplitPane) opened.stage.getScene().lookup(".split-pane");
    }

    private static SplitPane comparison(Opened opened) {
        return (SplitPane) opened.stage.getScene().lookup("#compared");
    }

    private static void run(Opened opened, String name) {
        opened.window.everyCommand().stream()
                .filter(command -> command.name().equals(name))
                .findFirst()
                .orElseThrow()
                .run();
    }
}
