package trimscope.app.window;

import java.io.IOException;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import javafx.util.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.Notice;
import trimscope.app.exploration.Run;
import trimscope.app.memory.MemoryFile;
import trimscope.app.memory.Remembered;

/** Brings the window back as it was left, and writes down how it is left. */
final class WindowMemory {
    private static final Logger LOG = LoggerFactory.getLogger(WindowMemory.class);
    private static final Duration SETTLED = Duration.seconds(1);

    private final MainWindow window;
    private final Stage stage;
    private final Exploration exploration;
    private final Optional<MemoryFile> file;
    private final PauseTransition settle = new PauseTransition(SETTLED);
    private int keepPercent = Remembered.NOTHING.keepPercent();
    private Optional<Remembered.Place> place = Optional.empty();
    private boolean following;

    /**
     * @param file empty for a window that neither knows nor leaves anything
     */
    WindowMemory(MainWindow window, Stage stage, Exploration exploration, Optional<MemoryFile> file) {
        this.window = window;
        this.stage = stage;
        this.exploration = exploration;
        this.file = file;
        settle.setOnFinished(event -> write());
    }

    /** What was left; as at the first time, with one notice, if the file is damaged. */
    Remembered read() {
        try {
            Remembered remembered = file.isPresent() ? file.get().read() : Remembered.NOTHING;
            keepPercent = remembered.keepPercent();
            place = remembered.place().filter(WindowMemory::isOnScreen);
            return remembered;
        } catch (IOException e) {
            LOG.warn("memory not read", e);
            exploration.tell(new Notice(Notice.Level.ERROR, String.valueOf(e.getMessage())));
            return Remembered.NOTHING;
        }
    }

    /** Puts the stage where it was, if that is still on a screen. */
    void place(Remembered remembered) {
        place.ifPresent(at -> {
            // The screen may have become smaller since.
            Rectangle2D screen = screen(at).getVisualBounds();
            stage.setWidth(Math.min(at.width(), screen.getWidth()));
            stage.setHeight(Math.min(at.height(), screen.getHeight()));
            stage.setX(Math.min(at.x(), screen.getMaxX() - stage.getWidth()));
            stage.setY(Math.min(at.y(), screen.getMaxY() - stage.getHeight()));
        });
        stage.setMaximized(remembered.maximized());
    }

    private static Screen screen(Remembered.Place at) {
        return Screen.getScreensForRectangle(at.x(), at.y(), at.width(), at.height()).stream()
                .findFirst()
                .orElseGet(Screen::getPrimary);
    }

    /** Follows the window from now on. */
    void follow() {
        following = true;
        stage.xProperty().addListener(source -> changed());
        stage.yProperty().addListener(source -> changed());
        stage.widthProperty().addListener(source -> changed());
        stage.heightProperty().addListener(source -> changed());
        stage.addEventHandler(WindowEvent.WINDOW_HIDDEN, event -> write());
        exploration.runProperty().addListener((source, before, after) -> after.ifPresent(this::answered));
    }

    /** Something is different that should be so at the next start. */
    void changed() {
        if (following) {
            settle.playFromStart();
        }
    }

    /** Forgets everything, also how the window is now, until something changes again. */
    void forget() {
        settle.stop();
        keepPercent = Remembered.NOTHING.keepPercent();
        if (file.isPresent()) {
            try {
                file.get().delete();
            } catch (IOException e) {
                LOG.warn("memory not deleted", e);
                exploration.tell(new Notice(Notice.Level.ERROR, "What is remembered cannot be deleted."));
            }
        }
    }

    /** The full run that comes before a trimmed one is no choice. */
    private void answered(Run run) {
        if (run.percent() < 100 || run.picture().siblings(run).size() > 1) {
            keepPercent = run.percent();
            changed();
        }
    }

    private void write() {
        settle.stop();
        if (!stage.isMaximized()) {
            place = Optional.of(new Remembered.Place(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight()));
        }
        if (file.isPresent()) {
            try {
                file.get().write(window.state(stage.isMaximized(), place, keepPercent));
            } catch (IOException e) {
                LOG.warn("memory not written", e);
            }
        }
    }

    private static boolean isOnScreen(Remembered.Place at) {
        return !Screen.getScreensForRectangle(at.x(), at.y(), at.width(), at.height())
                .isEmpty();
    }
}
