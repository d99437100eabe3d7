package trimscope.app.window;

import javafx.collections.ListChangeListener;
import javafx.geometry.Orientation;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import trimscope.app.command.Command;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.Notice;

/**
 * What went wrong or must be known, a line each, until it is closed; beside the work, never above it. Many or long ones scroll,
 * the newest in view, and leave the work its room.
 */
final class NoticeBar extends ScrollPane {
    private final VBox lines = new VBox();
    private final Exploration exploration;
    private final Command close;

    /**
     * @param close takes the newest notice away
     */
    NoticeBar(Exploration exploration, Command close) {
        this.exploration = exploration;
        this.close = close;
        setId("notices");
        setContent(lines);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(false);
        exploration.notices().addListener((ListChangeListener<Notice>) change -> show());
        show();
    }

    private void show() {
        lines.getChildren()
                .setAll(exploration.notices().stream()
                        .map(notice -> new NoticeLine(
                                notice, close, () -> exploration.notices().remove(notice)))
                        .toList());
        setVisible(!lines.getChildren().isEmpty());
        setManaged(isVisible());
        setVvalue(1);
    }

    @Override
    public Orientation getContentBias() {
        // The narrower the window, the more lines a sentence has.
        return Orientation.HORIZONTAL;
    }
}
