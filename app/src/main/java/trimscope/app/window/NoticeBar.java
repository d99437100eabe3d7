package trimscope.app.window;

import javafx.collections.ListChangeListener;
import javafx.scene.layout.VBox;
import trimscope.app.command.Command;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.Notice;

/** What went wrong or must be known, a line each, until it is closed; beside the work, never above it. */
final class NoticeBar extends VBox {
    private final Exploration exploration;
    private final Command close;

    /**
     * @param close takes the newest notice away
     */
    NoticeBar(Exploration exploration, Command close) {
        this.exploration = exploration;
        this.close = close;
        setId("notices");
        exploration.notices().addListener((ListChangeListener<Notice>) change -> show());
        show();
    }

    private void show() {
        getChildren()
                .setAll(exploration.notices().stream()
                        .map(notice -> new NoticeLine(
                                notice, close, () -> exploration.notices().remove(notice)))
                        .toList());
    }
}
