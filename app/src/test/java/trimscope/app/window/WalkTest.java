package trimscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;
import trimscope.app.controls.TokenHandle;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.Run;
import trimscope.app.exploration.RunState;
import trimscope.app.inference.InferenceWorker;
import trimscope.core.pruning.KeptTokens;

/** The main job from end to end, in the real window with the real model on its own thread. */
@ExtendWith(ApplicationExtension.class)
class WalkTest {
    private final ExecutorService inference = Executors.newSingleThreadExecutor();
    private final InferenceWorker worker = new InferenceWorker(this::inStep, Platform::runLater);
    private final Exploration exploration = new Exploration(worker);

    @Start
    void start(Stage stage) {
        WindowTest.asNew(stage);
        new MainWindow(exploration, stage).show();
    }

    @AfterEach
    void free() throws InterruptedException {
        worker.close();
        inference.shutdown();
        assertTrue(inference.awaitTermination(60, TimeUnit.SECONDS));
    }

    /** On its own thread, but never ahead of what the window has shown: the walk is the same on every machine. */
    private void inStep(Runnable task) {
        inference.execute(() -> {
            task.run();
            CountDownLatch shown = new CountDownLatch(1);
            Platform.runLater(shown::countDown);
            try {
                shown.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Test
    void askLookTrimStop(FxRobot robot) throws Exception {
        firstMinuteIsThere();
        askAQuestion(robot);
        clickAWord(robot);
        dragTheSlider(robot);
        stopAnAnswer(robot);
    }

    private void firstMinuteIsThere() throws TimeoutException {
        await(() -> run().isPresent()
                && run().get().percent() == 10
                && run().get().state() == RunState.ANSWERED
                && exploration.focus().mapProperty().get().isPresent());
        assertEquals(2, run().orElseThrow().picture().runs().size());
        assertEquals(8, exploration.pictures().size());
    }

    private void askAQuestion(FxRobot robot) throws TimeoutException {
        robot.clickOn("#question").write("Locate the cactus.").type(KeyCode.ENTER);
        await(() -> run().orElseThrow().question().equals("Locate the cactus.")
                && run().orElseThrow().state() == RunState.ANSWERED);
        assertEquals("The cactus is at the bottom left.", run().orElseThrow().answer());
    }

    private void clickAWord(FxRobot robot) throws TimeoutException {
        robot.clickOn(robot.from(robot.lookup("#chat").queryParent())
                .lookup((TokenHandle handle) ->
                        handle.getText().equals("cactus") && handle.token().isAnswer())
                .<TokenHandle>query());
        int position = run().orElseThrow().answerTokens().stream()
                .filter(token -> token.text().strip().equals("cactus"))
                .findFirst()
                .orElseThrow()
                .position();
        await(() -> exploration.focus().selectedProperty().get().equals(List.of(position))
                && exploration.focus().mapsProperty().get().isPresent()
                && exploration
                        .focus()
                        .mapsProperty()
                        .get()
                        .get()
                        .query()
                        .positions()
                        .contains(position));
    }

    private void dragTheSlider(FxRobot robot) throws Exception {
        Slider slider = robot.lookup("#ratio").queryAs(Slider.class);
        Run before = run().orElseThrow();
        KeptTokens keptBefore = exploration.trim().keptProperty().get().orElseThrow();
        String sentence = robot.lookup("#kept").queryAs(Label.class).getText();
        WritableImage pictureBefore = picture(robot);
        robot.drag(slider.lookup(".thumb"), MouseButton.PRIMARY).moveBy(120, 0);
        WaitForAsyncUtils.waitForFxEvents();

        assertEquals(before, run().orElseThrow(), "no new run while dragging");
        assertNotEquals(
                keptBefore.count(),
                exploration.trim().keptProperty().get().orElseThrow().count());
        assertNotEquals(sentence, robot.lookup("#kept").queryAs(Label.class).getText());
        assertTrue(differ(pictureBefore, picture(robot)), "the veil follows while dragging");

        robot.drop();
        await(() -> run().orElseThrow() != before && run().orElseThrow().state() == RunState.ANSWERED);
        assertEquals(
                exploration.trim().percentProperty().get(), run().orElseThrow().percent());
    }

    private void stopAnAnswer(FxRobot robot) throws TimeoutException {
        TextField field = robot.lookup("#question").queryAs(TextField.class);
        Button send = robot.lookup("#send").queryAs(Button.class);
        robot.interact(() -> {
            field.setText("Describe the picture.");
            send.fire();
            Run asked = run().orElseThrow();
            asked.tokens().addListener((InvalidationListener) source -> {
                if (asked.answerTokens().size() == 3) {
                    send.fire();
                }
            });
        });
        await(() -> run().orElseThrow().question().equals("Describe the picture.")
                && !run().orElseThrow().state().isActive());
        assertEquals(RunState.STOPPED, run().orElseThrow().state());
        assertEquals(3, run().orElseThrow().answerTokens().size());

        robot.clickOn("#question").write("What is on the sign?").type(KeyCode.ENTER);
        await(() -> run().orElseThrow().question().equals("What is on the sign?")
                && run().orElseThrow().state() == RunState.ANSWERED);
    }

    private Optional<Run> run() {
        return exploration.runProperty().get();
    }

    private static WritableImage picture(FxRobot robot) throws Exception {
        return WaitForAsyncUtils.asyncFx(
                        () -> robot.lookup("#image-canvas").query().snapshot(null, null))
                .get();
    }

    private static boolean differ(WritableImage one, WritableImage other) {
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                if (one.getPixelReader().getArgb(x, y) != other.getPixelReader().getArgb(x, y)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void await(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(
                90, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition).get());
        WaitForAsyncUtils.waitForFxEvents();
    }
}
