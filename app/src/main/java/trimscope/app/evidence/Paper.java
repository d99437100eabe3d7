package trimscope.app.evidence;

import java.awt.Desktop;
import java.io.IOException;
import java.net.URI;
import javafx.application.Platform;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.Notice;

/** Shows the paper in the system's browser where there is one, and tells its address where not. */
final class Paper {
    private static final URI ADDRESS = URI.create("https://arxiv.org/abs/2504.00557");

    private final Exploration exploration;

    Paper(Exploration exploration) {
        this.exploration = exploration;
    }

    /** Starting a browser may take longer than a frame. */
    void open() {
        Thread browser = new Thread(
                () -> {
                    if (!browse()) {
                        Platform.runLater(() -> exploration.tell(new Notice(
                                Notice.Level.HINT, "No browser could be opened. The paper is at " + ADDRESS)));
                    }
                },
                "browser");
        browser.setDaemon(true);
        browser.start();
    }

    private static boolean browse() {
        try {
            if (!Desktop.isDesktopSupported() || !Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
                return false;
            }
            Desktop.getDesktop().browse(ADDRESS);
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
