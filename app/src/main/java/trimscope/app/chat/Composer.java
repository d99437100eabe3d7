package trimscope.app.chat;

import atlantafx.base.theme.Styles;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The field for the next question; while an answer is coming its button stops it. */
final class Composer extends HBox {
    private final TextField field = new TextField();
    private final Button button = new Button();
    private final FontIcon send = new FontIcon(Feather.CORNER_DOWN_LEFT);
    private final FontIcon halt = new FontIcon(Feather.SQUARE);
    private final Consumer<String> ask;
    private boolean answering;

    Composer(Consumer<String> ask, Runnable stop) {
        this.ask = ask;
        getStyleClass().add("composer");
        setAlignment(Pos.CENTER_LEFT);
        field.setId("question");
        field.setPromptText("Ask about the picture…");
        field.setAccessibleText("Question about the picture");
        HBox.setHgrow(field, Priority.ALWAYS);
        field.setOnAction(event -> submit());
        button.setId("send");
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
        button.setOnAction(event -> {
            if (answering) {
                stop.run();
            } else {
                submit();
            }
        });
        getChildren().addAll(field, button);
        setAnswering(false);
    }

    void setAnswering(boolean now) {
        answering = now;
        button.setGraphic(now ? halt : send);
        button.setTooltip(new Tooltip(now ? "Stop the answer (Esc)" : "Ask (Enter)"));
        button.setAccessibleText(now ? "Stop the answer" : "Ask");
    }

    private void submit() {
        String text = field.getText().strip();
        if (!text.isEmpty() && !answering && !isDisabled()) {
            field.clear();
            ask.accept(text);
        }
    }
}
