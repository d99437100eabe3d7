package trimscope.app.window;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.geometry.Dimension2D;
import javafx.scene.Node;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.Notice;
import trimscope.app.exploration.Run;
import trimscope.app.exploration.RunState;
import trimscope.app.inference.InferenceWorker;

/** The whole window with the embedded model on a thread of its own. */
abstract class WindowTest extends ApplicationTest {
    private final ExecutorService inference = Executors.newSingleThreadExecutor();
    private final InferenceWorker worker = new InferenceWorker(inference, this::deliver);
    private final Exploration exploration = new Exploration(worker);

    private @Nullable MainWindow window;

    @Override
    public void start(Stage stage) {
        asNew(stage);
        window = new MainWindow(exploration, stage, Optional.empty(), surroundings());
        window.show();
    }

    /** All tests share one stage: it is given back the size that the program opens with. */
    static void asNew(Stage stage) {
        stage.setX(0);
        stage.setY(0);
        stage.setWidth(1400);
        stage.setHeight(900);
    }

    /** What the window finds outside of itself: nothing, unless a test brings something. */
    Surroundings surroundings() {
        return Alone.surroundings();
    }

    final MainWindow window() {
        return Objects.requireNonNull(window);
    }

    /** Brings the worker's events to the window's thread. */
    void deliver(Runnable event) {
        Platform.runLater(event);
    }

    @AfterEach
    void free() throws InterruptedException {
        worker.close();
        inference.shutdown();
        if (!inference.awaitTermination(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the inference thread does not end");
        }
    }

    final Exploration exploration() {
        return exploration;
    }

    final Run run() {
        return exploration.runProperty().get().orElseThrow();
    }

    /** What stands in the window's messages. */
    final List<Notice> notices() {
        return onWindow(() -> List.copyOf(exploration.notices()));
    }

    /** What the window's thread finds; nothing changes while it looks. */
    static <T> T onWindow(Callable<T> look) {
        return WaitForAsyncUtils.waitForAsyncFx(60_000, look);
    }

    /** Gives the window a size and normal or large type. */
    final void show(Dimension2D size, boolean large) {
        Stage stage = (Stage) lookup("#window").<Node>query().getScene().getWindow();
        interact(() -> {
            stage.setX(0);
            stage.setY(0);
            stage.setWidth(size.getWidth());
            stage.setHeight(size.getHeight());
        });
        WaitForAsyncUtils.waitForFxEvents(4);
        interact(() -> window().setLarge(large));
        WaitForAsyncUtils.waitForFxEvents(8);
    }

    /** Waits for what the program does by itself at the start. */
    final void firstMinute() throws TimeoutException {
        await(() -> exploration.runProperty().get().isPresent()
                && run().percent() == 10
                && run().state() == RunState.ANSWERED
                && exploration.focus().mapProperty().get().isPresent());
    }

    /** Waits until the window's thread finds the condition true. */
    static void await(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(
                60, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition).get());
        WaitForAsyncUtils.waitForFxEvents();
    }
}
