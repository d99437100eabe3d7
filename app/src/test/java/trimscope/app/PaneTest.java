package trimscope.app;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.Run;
import trimscope.app.window.Theme;
import trimscope.core.image.PatchGrid;

/** One pane in a window of its own, on the real core with the embedded model, its first question answered. */
public abstract class PaneTest extends ApplicationTest {
    private final Function<Exploration, Parent> pane;
    private final DemoExploration demo = new DemoExploration();

    protected PaneTest(Function<Exploration, Parent> pane) {
        this.pane = pane;
    }

    @Override
    public void start(Stage stage) {
        exploration().ask(demo.picture().suggestions().get(0));
        Scene scene = new Scene(pane.apply(exploration()), 900, 600);
        Theme.LIGHT.apply(scene);
        // All tests share one stage, which keeps the size that another test gave it.
        stage.setWidth(900);
        stage.setHeight(600);
        stage.setScene(scene);
        stage.show();
    }

    @AfterEach
    void free() {
        WaitForAsyncUtils.waitForAsyncFx(60_000, () -> demo.close());
    }

    protected final Exploration exploration() {
        return demo.exploration();
    }

    protected final DemoExploration demo() {
        return demo;
    }

    protected final Run run() {
        return exploration().runProperty().get().orElseThrow();
    }

    /** Of the shown picture. */
    protected final PatchGrid grid() {
        return demo.picture().gridProperty().get().orElseThrow();
    }

    /** Waits until the window's thread finds the condition true. */
    protected static void await(Callable<Boolean> condition) throws TimeoutException {
        WaitForAsyncUtils.waitFor(
                60, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition).get());
        WaitForAsyncUtils.waitForFxEvents();
    }
}
