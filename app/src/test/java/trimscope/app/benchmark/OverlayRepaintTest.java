package trimscope.app.benchmark;

import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/** The layers of 6404 visual tokens over a large picture never hold the window; the numbers are in docs/performance.md. */
class OverlayRepaintTest extends ApplicationTest {
    private static final double LONGEST_MILLIS = 250;

    @Override
    public void start(Stage stage) {
        stage.show();
    }

    @Test
    void nothingHoldsTheWindow() throws Exception {
        Repaint.Times times = WaitForAsyncUtils.asyncFx(() -> {
                    OverlayScene scene = new OverlayScene(true);
                    Repaint repaint = new Repaint(1400, 900, scene.layers());
                    repaint.time(10, scene::changeAll);
                    return repaint.time(10, scene::changeAll);
                })
                .get();
        assertTrue(times.handingAt(1) < LONGEST_MILLIS, times::toString);
    }
}
