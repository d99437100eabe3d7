package trimscope.app.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Bounds;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import trimscope.app.canvas.CanvasLayer;
import trimscope.app.canvas.ImageCanvas;

/** Repaints of a canvas with some layers, timed on the window's thread. */
final class Repaint {
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    /** Times in milliseconds. */
    static final class Times {
        /** Processor time of the window's thread for painting the layers: what the user's next event waits for. */
        private final List<Double> handing = new ArrayList<>();
        /** Wall-clock time until the pixels are there, drawn by the processor since there is no graphics card. */
        private final List<Double> whole = new ArrayList<>();

        /** Fastest and median of both. */
        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "window's thread: fastest %.1f, median %.1f ms; with drawing in software: fastest %.1f, median %.1f ms",
                    handingAt(0),
                    handingAt(0.5),
                    at(whole, 0),
                    at(whole, 0.5));
        }

        /** The window's thread's, from the fastest at 0 to the slowest at 1. */
        double handingAt(double share) {
            return at(handing, share);
        }

        private static double at(List<Double> times, double share) {
            return times.stream().sorted().toList().get((int) (share * (times.size() - 1)));
        }
    }

    private final ImageCanvas canvas = new ImageCanvas();
    private final StackPane root = new StackPane(canvas);

    /** A canvas of that size; belongs to the window's thread. */
    Repaint(double width, double height, List<? extends CanvasLayer> layers) {
        new Scene(root, width, height);
        layers.forEach(canvas::addLayer);
        canvas.setPictureSize(LargePicture.WIDTH, LargePicture.HEIGHT);
        root.resize(width, height);
        root.layout();
    }

    ImageCanvas canvas() {
        return canvas;
    }

    /** Times what is repainted after each change. */
    Times time(int count, Runnable change) {
        Times times = new Times();
        Bounds bounds = canvas.getLayoutBounds();
        WritableImage image = new WritableImage((int) bounds.getWidth(), (int) bounds.getHeight());
        for (int i = 0; i < count; i++) {
            long beganWhole = System.nanoTime();
            long began = CLOCK.getCurrentThreadCpuTime();
            change.run();
            canvas.repaint();
            root.layout();
            times.handing.add((CLOCK.getCurrentThreadCpuTime() - began) / 1e6);
            canvas.snapshot(new SnapshotParameters(), image);
            times.whole.add((System.nanoTime() - beganWhole) / 1e6);
        }
        return times;
    }
}
