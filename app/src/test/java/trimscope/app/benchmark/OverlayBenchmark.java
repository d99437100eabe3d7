package trimscope.app.benchmark;

import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;

/** How long the viewer's layers take to be painted: 6404 tokens over 4000 × 3000 pixels, in a viewer as large as the window. */
public final class OverlayBenchmark {
    private static final double WIDTH = 1400;
    private static final double HEIGHT = 900;
    private static final int WARM_UP = 15;
    private static final int COUNT = 40;

    private OverlayBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        System.setProperty("glass.platform", "Monocle");
        System.setProperty("monocle.platform", "Headless");
        System.setProperty("prism.order", "sw");
        System.setProperty("java.awt.headless", "true");
        CountDownLatch done = new CountDownLatch(1);
        Platform.startup(() -> {
            try {
                report("picture alone", new OverlayScene(false));
                report("veil, heatmap, grid, votes", new OverlayScene(true));
            } finally {
                done.countDown();
            }
        });
        done.await();
        Platform.exit();
    }

    private static void report(String name, OverlayScene scene) {
        Repaint repaint = new Repaint(WIDTH, HEIGHT, scene.layers());
        repaint.time(WARM_UP, scene::changeAll);
        System.out.println(name + ", the pointer moves: " + repaint.time(COUNT, () -> {}));
        System.out.println(name + ", another map: " + repaint.time(COUNT, scene::changeMap));
        System.out.println(name + ", all of it changes: " + repaint.time(COUNT, scene::changeAll));
        repaint.time(WARM_UP, repaint.canvas()::zoomIn);
        repaint.canvas().fit();
        boolean[] in = {false};
        System.out.println(name + ", zooming: "
                + repaint.time(COUNT, () -> {
                    in[0] = !in[0];
                    if (in[0]) {
                        repaint.canvas().zoomIn();
                    } else {
                        repaint.canvas().zoomOut();
                    }
                }));
    }
}
