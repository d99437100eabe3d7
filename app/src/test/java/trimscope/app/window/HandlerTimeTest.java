package trimscope.app.window;

import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.application.Platform;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.Test;
import trimscope.app.exploration.RunState;

/** On a normal walk, after the first layout, nothing holds the window's thread for long. */
class HandlerTimeTest extends WindowTest {
    private static final double LONGEST_MILLIS = 250;

    private final HandlerTimes times = new HandlerTimes();

    @Override
    void deliver(Runnable event) {
        Platform.runLater(times.timed("result of the worker", event));
    }

    @Test
    void nothingHoldsTheWindow() throws Exception {
        firstMinute();
        warmUp();
        interact(() -> times.follow(lookup("#window").query().getScene()));
        times.restart();
        walk();
        System.out.println("window's thread: " + times);
        assertTrue(times.percentile(1) < LONGEST_MILLIS, times::toString);
    }

    /** The first time of everything loads classes and styles. */
    private void warmUp() throws Exception {
        push(KeyCode.CONTROL, KeyCode.K).push(KeyCode.ESCAPE);
        push(KeyCode.CONTROL, KeyCode.T).push(KeyCode.CONTROL, KeyCode.T);
        walk();
    }

    private void walk() throws Exception {
        clickOn("#question").write("Locate the cactus.").push(KeyCode.ENTER);
        await(() -> run().question().equals("Locate the cactus.") && run().state() == RunState.ANSWERED);
        clickOn("#image-canvas").push(KeyCode.N).push(KeyCode.G).push(KeyCode.G).push(KeyCode.N);
        scroll(3, VerticalDirection.UP);
        push(KeyCode.DIGIT0);
        drag(lookup("#ratio .thumb").<Node>query(), MouseButton.PRIMARY)
                .moveBy(60, 0)
                .drop();
        await(() -> run().percent() > 10 && run().state() == RunState.ANSWERED);
        push(KeyCode.CONTROL, KeyCode.PAGE_DOWN);
        push(KeyCode.CONTROL, KeyCode.PAGE_UP);
        interact(() -> exploration().trim().percentProperty().set(10));
        await(() -> run().percent() == 10 && run().state() == RunState.ANSWERED);
    }
}
