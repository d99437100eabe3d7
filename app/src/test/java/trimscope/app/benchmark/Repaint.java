package trimscope.app.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
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

    /**
     * Times in milliseconds, ascending.
     *
     * @param handing processor time of the window's thread for painting the layers: what the user's next event waits for
     * @param whole wall-clock time until the pixels are there, drawn by the processor since there is no graphics card
     */
    record Times(double[] handing, double[] whole) {
        double median() {
            return handing[handing.length / 2];
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "window's thread: fastest %.1f, median %.1f ms; with drawing in software: fastest %.1f, median %.1f ms",
                    handing[0],
                    median(),
                    whole[0],
                    whole[whole.length / 2]);
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

    /** What takes the repaint to another place: a fitted picture by itself is drawn at one place only. */
    void zoomIn() {
        canvas.oneToOne();
    }

    Times time(int count) {
        List<Double> handing = new ArrayList<>();
        List<Double> whole = new ArrayList<>();
        Bounds bounds = canvas.getLayoutBounds();
        WritableImage image = new WritableImage((int) bounds.getWidth(), (int) bounds.getHeight());
        for (int i = 0; i < count; i++) {
            long beganWhole = System.nanoTime();
            long began = CLOCK.getCurrentThreadCpuTime();
            canvas.repaint();
            root.layout();
            handing.add((CLOCK.getCurrentThreadCpuTime() - began) / 1e6);
            canvas.snapshot(new SnapshotParameters(), image);
            whole.add((System.nanoTime() - beganWhole) / 1e6);
        }
        return new Times(sorted(handing), sorted(whole));
    }

    private static double[] sorted(List<Double> times) {
        double[] sorted = times.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted;
    }
}
