package trimscope.app.window;

import atlantafx.base.theme.Styles;
import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.Notice;

/** What went wrong or must be known, a line each, until it is closed. */
final class NoticeBar extends VBox {
    private final Exploration exploration;

    NoticeBar(Exploration exploration) {
        this.exploration = exploration;
        setId("notices");
        exploration.notices().addListener((ListChangeListener<Notice>) change -> show());
        show();
    }

    private void show() {
        getChildren().setAll(exploration.notices().stream().map(this::line).toList());
    }

    private Node line(Notice notice) {
        boolean error = notice.level() == Notice.Level.ERROR;
        Label text = new Label(notice.text(), new FontIcon(error ? Feather.ALERT_CIRCLE : Feather.INFO));
        text.setWrapText(true);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        Button close = new Button("", new FontIcon(Feather.X));
        close.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, Styles.SMALL);
        close.setAccessibleText("Close this message");
        close.setOnAction(event -> exploration.notices().remove(notice));
        HBox line = new HBox(8, text, close);
        line.setAlignment(Pos.CENTER_LEFT);
        line.getStyleClass().addAll("notice", "notice-" + notice.level().name().toLowerCase(Locale.ROOT));
        return line;
    }
}
