package trimscope.app.window;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.RadioButton;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import org.testfx.util.WaitForAsyncUtils;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.PairState;
import trimscope.app.exploration.Run;
import trimscope.app.exploration.RunState;
import trimscope.app.inference.InferenceWorker;

/** Writes pictures of the window's main states into a folder, without a display. */
public final class Screenshots {
    private static final int PATIENCE_SECONDS = 600;

    private final Path folder;
    private final Exploration exploration;
    private final MainWindow window;
    private final Stage stage;

    private Screenshots(Path folder, Exploration exploration) throws Exception {
        this.folder = folder;
        this.exploration = exploration;
        stage = onWindow(Stage::new);
        window = onWindow(() -> new MainWindow(exploration, stage, Optional.empty(), Alone.surroundings()));
    }

    /** Takes the folder to write into. */
    public static void main(String[] arguments) throws Exception {
        System.setProperty("glass.platform", "Monocle");
        System.setProperty("monocle.platform", "Headless");
        System.setProperty("headless.geometry", "1920x1200-32");
        System.setProperty("prism.order", "sw");
        System.setProperty("java.awt.headless", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Platform.startup(() -> Platform.setImplicitExit(false));
        ExecutorService inference = Executors.newSingleThreadExecutor();
        InferenceWorker worker = new InferenceWorker(inference, Platform::runLater);
        try {
            new Screenshots(folder, new Exploration(worker)).takeAll();
        } finally {
            worker.close();
            inference.shutdown();
            Platform.exit();
        }
    }

    private void takeAll() throws Exception {
        size(1400, 900);
        onWindow(() -> {
            window.show();
            return stage;
        });
        until(() -> run().percent() == 10 && measured(run()));
        take("first-minute-light");
        switchTheme();
        take("first-minute-dark");
        trimming();
        evidence();
        sweep();
        reading();
        comparing();
        sheets();
        large();
    }

    /** Dropped tokens and the heatmap while the slider is held; then the votes. */
    private void trimming() throws Exception {
        Slider slider = (Slider) find("#ratio");
        onWindow(() -> {
            slider.setValueChanging(true);
            slider.setValue(4);
            return slider;
        });
        take("dragging-dark");
        switchTheme();
        take("dragging-light");
        onWindow(() -> {
            slider.setValue(10);
            slider.setValueChanging(false);
            return slider;
        });
        key("#image-canvas", KeyCode.N);
        key("#image-canvas", KeyCode.H);
        take("votes-light");
        key("#image-canvas", KeyCode.N);
        key("#image-canvas", KeyCode.H);
    }

    private void evidence() throws Exception {
        command("Test the paper's premise");
        until(() -> exploration.premise().evidenceProperty().get().isPresent());
        take("evidence-light");
        switchTheme();
        take("evidence-dark");
        command("Back to exploring");
    }

    /** The sweep of the README: rule against rule on generated scenes. */
    private void sweep() throws Exception {
        command("Sweep over rules and ratios");
        onWindow(() -> {
            ((RadioButton) find("#of-scenes")).setSelected(true);
            ((TextField) find("#scenes")).setText("32");
            ((TextField) find("#sweep-seed")).setText("20250505");
            ((Button) find("#sweep-start")).fire();
            return stage;
        });
        until(() -> exploration
                .sweeps()
                .stateProperty()
                .get()
                .filter(state -> !state.isRunning())
                .isPresent());
        take("sweep-dark");
        switchTheme();
        take("sweep-light");
        Path chart = folder.resolve("sweep-chart.png");
        PngFile.write(onWindow(() -> find(".sweep-card").snapshot(null, null)), chart);
        System.out.println(chart);
        command("Back to exploring");
    }

    private void command(String name) throws Exception {
        onWindow(() -> window.everyCommand().stream()
                .filter(command -> command.name().equals(name))
                .findFirst()
                .orElseThrow()
                .run());
    }

    /** Another picture, a second turn, the figures under the pointer. */
    private void reading() throws Exception {
        onWindow(() -> {
            exploration.open(exploration.pictures().get(2));
            exploration.ask(exploration.pictures().get(2).suggestions().get(0));
            return stage;
        });
        until(() -> measured(run()));
        onWindow(() -> {
            exploration.ask("Describe the picture.");
            return stage;
        });
        until(() -> run().question().startsWith("Describe") && measured(run()));
        point("#image-canvas", 0.42, 0.52);
        take("another-picture-light");
        switchTheme();
        take("another-picture-dark");
        point("#image-canvas", -1, -1);
    }

    /** A full answer and one for which the sign was dropped. */
    private void comparing() throws Exception {
        onWindow(() -> {
            exploration.open(exploration.pictures().get(3));
            exploration.trim().percentProperty().set(100);
            exploration.ask("What is on the sign?");
            return stage;
        });
        until(() -> run().isFull() && measured(run()));
        onWindow(() -> {
            exploration.trim().percentProperty().set(1);
            exploration.answerAtChosenRatio();
            return stage;
        });
        until(() -> run().percent() == 1 && measured(run()));
        key("#window", KeyCode.F2);
        until(() -> exploration.pair().stateProperty().get() == PairState.COMPARED);
        onWindow(() -> {
            exploration.focus().select(run().answerTokens().get(0).position());
            return stage;
        });
        until(() -> exploration.pair().mapsProperty().get().isPresent());
        point("#compare-canvas", 0.52, 0.36);
        take("compare-dark");
        switchTheme();
        take("compare-light");
        point("#compare-canvas", -1, -1);
        key("#compare-canvas", KeyCode.C);
        take("compare-curtain-light");
        key("#compare-canvas", KeyCode.D);
        take("compare-difference-light");
        switchTheme();
        take("compare-difference-dark");
        key("#compare-canvas", KeyCode.S);
        key("#window", KeyCode.ESCAPE);
    }

    private void sheets() throws Exception {
        onWindow(() -> {
            window.openPalette();
            return stage;
        });
        take("palette-dark");
        onWindow(() -> {
            ((TextField) find("#palette-field")).setText("colours");
            return stage;
        });
        switchTheme();
        take("palette-light");
        onWindow(() -> {
            window.openShortcuts();
            return stage;
        });
        take("shortcuts-light");
        switchTheme();
        take("shortcuts-dark");
        key("#shortcuts", KeyCode.ESCAPE);
    }

    private void large() throws Exception {
        size(1280, 720);
        WaitForAsyncUtils.waitForFxEvents(8);
        onWindow(() -> {
            window.switchLarge();
            return stage;
        });
        take("large-1280x720-dark");
        switchTheme();
        take("large-1280x720-light");
        onWindow(() -> {
            window.openShortcuts();
            return stage;
        });
        take("large-shortcuts-1280x720");
        key("#shortcuts", KeyCode.ESCAPE);
        onWindow(() -> {
            window.switchLarge();
            return stage;
        });
        take("window-1280x720-light");
    }

    private void switchTheme() throws Exception {
        onWindow(() -> {
            window.switchTheme();
            return stage;
        });
    }

    private void size(double width, double height) throws Exception {
        onWindow(() -> {
            stage.setWidth(width);
            stage.setHeight(height);
            return stage;
        });
    }

    private void key(String where, KeyCode code) throws Exception {
        onWindow(() -> {
            Event.fireEvent(find(where), new KeyEvent(KeyEvent.KEY_PRESSED, "", "", code, false, false, false, false));
            return stage;
        });
    }

    /** Moves the pointer to a place of a control, given as shares of its size. */
    private void point(String where, double across, double down) throws Exception {
        onWindow(() -> {
            Node node = find(where);
            Bounds bounds = node.getBoundsInLocal();
            double x = bounds.getWidth() * across;
            double y = bounds.getHeight() * down;
            Event.fireEvent(
                    node,
                    new MouseEvent(
                            across < 0 ? MouseEvent.MOUSE_EXITED : MouseEvent.MOUSE_MOVED,
                            x,
                            y,
                            x,
                            y,
                            MouseButton.NONE,
                            0,
                            false,
                            false,
                            false,
                            false,
                            false,
                            false,
                            false,
                            false,
                            false,
                            true,
                            null));
            return node;
        });
    }

    private Node find(String query) {
        return stage.getScene().lookup(query);
    }

    private Run run() {
        return exploration.runProperty().get().orElseThrow();
    }

    private boolean measured(Run run) {
        return run.state() == RunState.ANSWERED
                && run.answerTokens().stream().allMatch(token -> run.figures().containsKey(token.position()))
                && exploration.focus().mapProperty().get().isPresent()
                && exploration.model().activityProperty().get().isEmpty();
    }

    private void take(String name) throws Exception {
        WaitForAsyncUtils.waitForFxEvents(8);
        WritableImage image = onWindow(() -> stage.getScene().snapshot(null));
        Path file = folder.resolve(name + ".png");
        PngFile.write(image, file);
        System.out.println(file);
    }

    private static <T> T onWindow(Callable<T> action) throws Exception {
        return WaitForAsyncUtils.asyncFx(action).get();
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, () -> onWindow(condition));
        WaitForAsyncUtils.waitForFxEvents();
    }
}
