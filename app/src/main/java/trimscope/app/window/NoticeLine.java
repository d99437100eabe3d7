package trimscope.app.window;

import atlantafx.base.theme.Styles;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import trimscope.app.command.Command;
import trimscope.app.exploration.Notice;

/** One notice: its sentence, its details if there are any, and how to close it. */
final class NoticeLine extends VBox {
    private static final int MOST_ROWS = 5;

    NoticeLine(Notice notice, Command closeNewest, Runnable close) {
        getStyleClass().addAll("notice", "notice-" + notice.level().name().toLowerCase(Locale.ROOT));
        boolean error = notice.level() == Notice.Level.ERROR;
        Label text = new Label(notice.text(), new FontIcon(error ? Feather.ALERT_CIRCLE : Feather.INFO));
        text.setWrapText(true);
        text.setMaxWidth(Double.MAX_VALUE);
        text.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(text, Priority.ALWAYS);
        HBox line = new HBox(8, text);
        line.setAlignment(Pos.CENTER_LEFT);
        getChildren().add(line);
        if (!notice.details().isBlank()) {
            addDetails(line, notice.details());
        }
        Button closing = new Button("", new FontIcon(Feather.X));
        closing.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, Styles.SMALL);
        closing.setAccessibleText("Close this message");
        closing.setTooltip(new Tooltip(closeNewest.tip("Closes this message")));
        closing.setOnAction(event -> close.run());
        line.getChildren().add(closing);
    }

    private void addDetails(HBox line, String details) {
        TextArea area = new TextArea(details);
        area.setId("notice-details");
        area.setEditable(false);
        area.setPrefRowCount((int) Math.min(MOST_ROWS, details.lines().count()));
        area.setAccessibleText("Details of the message");
        Button copy = new Button("Copy");
        copy.setId("copy-details");
        copy.getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
        copy.setMinWidth(USE_PREF_SIZE);
        copy.setTooltip(new Tooltip("Puts the details on the clipboard"));
        copy.setOnAction(event -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(details);
            Clipboard.getSystemClipboard().setContent(content);
        });
        ToggleButton open = new ToggleButton("Details");
        open.setId("open-details");
        open.getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
        open.setMinWidth(USE_PREF_SIZE);
        open.setTooltip(new Tooltip("What the program knows of the cause, to read or to pass on"));
        copy.visibleProperty().bind(open.selectedProperty());
        open.setOnAction(event -> {
            if (open.isSelected()) {
                getChildren().add(area);
            } else {
                getChildren().remove(area);
            }
        });
        line.getChildren().addAll(copy, open);
    }
}
