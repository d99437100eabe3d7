package trimscope.app.window;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalLong;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.util.Duration;

/**
 * How much main memory the program holds: what is resident of the whole process, the model's weights included, where the
 * system tells it (Linux, {@code /proc/self/statm}), else what the Java heap uses. Reading it costs microseconds.
 */
final class MemoryGauge extends Label {
    private static final Duration PACE = Duration.seconds(2);
    private static final long PAGE_BYTES = 4096;
    private static final double GIGA = 1e9;
    private static final Path STATM = Path.of("/proc/self/statm");

    private final Timeline clock = new Timeline(new KeyFrame(PACE, event -> show()));

    MemoryGauge() {
        setId("status-memory");
        setMinWidth(USE_PREF_SIZE);
        clock.setCycleCount(Animation.INDEFINITE);
        // The clock stands still while the window is not shown, so that nothing holds it.
        sceneProperty()
                .flatMap(scene -> scene.windowProperty())
                .flatMap(window -> window.showingProperty())
                .orElse(false)
                .subscribe(shown -> {
                    if (shown) {
                        clock.play();
                    } else {
                        clock.stop();
                    }
                });
        show();
    }

    private void show() {
        OptionalLong resident = resident();
        Runtime java = Runtime.getRuntime();
        long bytes = resident.orElse(java.totalMemory() - java.freeMemory());
        setText(String.format(Locale.ROOT, "memory %.1f GB", bytes / GIGA));
        setTooltip(new Tooltip(
                resident.isPresent()
                        ? "Main memory that the whole process holds now, the model's weights included"
                        : "What the Java heap uses now; the model's weights lie outside of it"));
    }

    /** Bytes of the process that lie in main memory; empty where the system does not tell. */
    static OptionalLong resident() {
        try {
            return Files.isReadable(STATM)
                    ? OptionalLong.of(
                            PAGE_BYTES * Long.parseLong(Files.readString(STATM).split(" ", -1)[1]))
                    : OptionalLong.empty();
        } catch (IOException | NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
