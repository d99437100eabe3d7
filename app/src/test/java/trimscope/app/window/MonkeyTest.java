package trimscope.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;
import trimscope.app.exploration.Notice;
import trimscope.app.exploration.RunState;

/** Somebody who hits everything: nothing is thrown on any thread, and the window works afterwards. */
class MonkeyTest extends WindowTest {
    private static final int ACTIONS = 500;
    private static final long SEED = 20_240_411;
    private static final List<KeyCode> KEYS = List.of(
            KeyCode.H,
            KeyCode.V,
            KeyCode.G,
            KeyCode.N,
            KeyCode.DIGIT0,
            KeyCode.DIGIT1,
            KeyCode.MINUS,
            KeyCode.EQUALS,
            KeyCode.LEFT,
            KeyCode.RIGHT,
            KeyCode.UP,
            KeyCode.DOWN,
            KeyCode.TAB,
            KeyCode.SPACE,
            KeyCode.ENTER,
            KeyCode.ESCAPE,
            KeyCode.F1,
            KeyCode.F6,
            KeyCode.P,
            KeyCode.A,
            KeyCode.BACK_SPACE,
            KeyCode.PAGE_DOWN,
            KeyCode.HOME,
            KeyCode.END,
            KeyCode.B,
            KeyCode.C,
            KeyCode.K,
            KeyCode.D,
            KeyCode.I,
            KeyCode.E,
            KeyCode.L,
            KeyCode.W,
            KeyCode.DELETE,
            KeyCode.PAGE_UP,
            KeyCode.SLASH);
    private static final List<KeyCode> WITH_CONTROL = List.of(
            KeyCode.O,
            KeyCode.N,
            KeyCode.V,
            KeyCode.K,
            KeyCode.T,
            KeyCode.L,
            KeyCode.R,
            KeyCode.PAGE_DOWN,
            KeyCode.PAGE_UP,
            KeyCode.COMMA,
            KeyCode.PERIOD,
            KeyCode.DIGIT0,
            KeyCode.A,
            KeyCode.C,
            KeyCode.E,
            KeyCode.F,
            KeyCode.D,
            KeyCode.DIGIT1,
            KeyCode.DIGIT2,
            KeyCode.Y,
            KeyCode.Z);

    private final Random random = new Random(SEED);
    private final List<Throwable> thrown = new CopyOnWriteArrayList<>();

    @BeforeEach
    void listen() {
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> thrown.add(error));
        interact(() -> Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> thrown.add(error)));
    }

    @AfterEach
    void listenNoMore() {
        Thread.setDefaultUncaughtExceptionHandler(null);
        interact(() -> Thread.currentThread().setUncaughtExceptionHandler(null));
    }

    @Test
    void nothingBreaks() throws Exception {
        firstMinute();
        for (int i = 0; i < ACTIONS; i++) {
            WaitForAsyncUtils.asyncFx(this::act).get();
            WaitForAsyncUtils.waitForFxEvents(1);
        }
        assertEquals(List.of(), thrown);
        stillAnswers();
    }

    private void stillAnswers() throws Exception {
        for (int i = 0; i < 3; i++) {
            push(KeyCode.ESCAPE);
        }
        await(() ->
                exploration().runProperty().get().isEmpty() || !run().state().isActive());
        interact(() -> exploration().open(exploration().pictures().get(3)));
        interact(() -> ((TextField) lookup("#question").query()).clear());
        clickOn("#question").write("Where is the sunflower?").push(KeyCode.ENTER);
        await(() -> run().question().equals("Where is the sunflower?") && run().state() == RunState.ANSWERED);
        assertEquals(List.of(), thrown);
        assertEquals(
                List.of(),
                notices().stream()
                        .filter(notice -> notice.level() == Notice.Level.ERROR)
                        .toList(),
                "hints are answers to what was done, all else is a failure");
    }

    private void act() {
        Robot robot = new Robot();
        switch (random.nextInt(11)) {
            case 0, 1, 2 -> click(robot, anyNode());
            case 3 -> click(robot, anywhere());
            case 4 -> drag(robot, anywhere(), anywhere());
            case 5 -> slide(robot);
            case 6 -> {
                robot.mouseMove(anywhere());
                robot.mouseWheel(random.nextInt(7) - 3);
            }
            case 7 -> type(robot, one(WITH_CONTROL), true);
            case 8 -> one(window().everyCommand()).run();
            default -> type(robot, one(KEYS), false);
        }
    }

    private static void click(Robot robot, Point2D at) {
        robot.mouseMove(at);
        robot.mouseClick(MouseButton.PRIMARY);
    }

    private static void drag(Robot robot, Point2D from, Point2D to) {
        robot.mouseMove(from);
        robot.mousePress(MouseButton.PRIMARY);
        robot.mouseMove(from.midpoint(to));
        robot.mouseMove(to);
        robot.mouseRelease(MouseButton.PRIMARY);
    }

    private void slide(Robot robot) {
        Bounds slider = onScreen(lookup("#ratio").query());
        double y = slider.getCenterY();
        drag(
                robot,
                new Point2D(slider.getMinX() + random.nextDouble() * slider.getWidth(), y),
                new Point2D(slider.getMinX() + random.nextDouble() * slider.getWidth(), y));
    }

    private static void type(Robot robot, KeyCode code, boolean control) {
        if (control) {
            robot.keyPress(KeyCode.CONTROL);
        }
        robot.keyType(code);
        if (control) {
            robot.keyRelease(KeyCode.CONTROL);
        }
    }

    /** The middle of something that can be clicked. */
    private Point2D anyNode() {
        List<Node> nodes =
                new ArrayList<>(lookup((Node node) -> node.isFocusTraversable() || node.getOnMouseClicked() != null)
                        .queryAll());
        Bounds bounds = onScreen(one(nodes));
        return new Point2D(bounds.getCenterX(), bounds.getCenterY());
    }

    private Point2D anywhere() {
        Bounds bounds = onScreen(lookup("#window").query());
        return new Point2D(
                bounds.getMinX() + random.nextDouble() * bounds.getWidth(),
                bounds.getMinY() + random.nextDouble() * bounds.getHeight());
    }

    private static Bounds onScreen(Node node) {
        return node.localToScreen(node.getBoundsInLocal());
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
