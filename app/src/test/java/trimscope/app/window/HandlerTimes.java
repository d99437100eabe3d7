package trimscope.app.window;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javafx.event.EventDispatcher;
import javafx.scene.Scene;

/**
 * How long the window's thread works on one thing: an event, what the worker brings, a layout. It is the thread's own
 * processor time, so that other programs on the machine do not count.
 */
final class HandlerTimes {
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private record Held(String by, double millis) {}

    /** The window goes on while a test reads. */
    private final Queue<Held> all = new ConcurrentLinkedQueue<>();

    private long layoutBegan;

    /** Times a task of the window's thread. */
    Runnable timed(String name, Runnable task) {
        return () -> {
            long began = CLOCK.getCurrentThreadCpuTime();
            try {
                task.run();
            } finally {
                add(name, began);
            }
        };
    }

    /** Times all events and layouts of a scene from now on. */
    void follow(Scene scene) {
        EventDispatcher before = scene.getEventDispatcher();
        scene.setEventDispatcher((event, tail) -> {
            long began = CLOCK.getCurrentThreadCpuTime();
            try {
                return before.dispatchEvent(event, tail);
            } finally {
                add(event.getEventType().getName(), began);
            }
        });
        scene.addPreLayoutPulseListener(() -> layoutBegan = CLOCK.getCurrentThreadCpuTime());
        scene.addPostLayoutPulseListener(() -> add("layout", layoutBegan));
    }

    /** Forgets what was measured so far. */
    void restart() {
        all.clear();
    }

    double percentile(double share) {
        double[] sorted = all.stream().mapToDouble(Held::millis).sorted().toArray();
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }

    @Override
    public String toString() {
        Held worst = all.stream()
                .max((a, b) -> Double.compare(a.millis(), b.millis()))
                .orElseThrow();
        return String.format(
                Locale.ROOT,
                "%d handlers, median %.2f ms, 99th percentile %.1f ms, longest %.1f ms (%s)",
                all.size(),
                percentile(0.5),
                percentile(0.99),
                worst.millis(),
                worst.by());
    }

    private void add(String name, long began) {
        all.add(new Held(name, (CLOCK.getCurrentThreadCpuTime() - began) / 1e6));
    }
}
