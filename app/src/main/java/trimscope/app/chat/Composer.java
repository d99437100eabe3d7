package trimscope.app.chat;

import atlantafx.base.theme.Styles;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import trimscope.app.command.Command;
import trimscope.app.command.CommandControls;
import trimscope.app.command.CommandGroup;
import trimscope.app.command.Shortcut;
import trimscope.app.exploration.Exploration;

/** The field for the next question; while an answer is coming its button stops it. */
final class Composer extends HBox {
    private final TextField field = new TextField();
    private final Button button = new Button();
    private final FontIcon send = new FontIcon(Feather.CORNER_DOWN_LEFT);
    private final FontIcon halt = new FontIcon(Feather.SQUARE);
    private final Command ask;
    private final QuestionCommands commands;
    private final Consumer<String> question;
    private boolean answering;

    /**
     * @param question takes what was asked
     * @param exploration whose answer the button stops
     */
    Composer(Consumer<String> question, Exploration exploration) {
        this.question = question;
        commands = new QuestionCommands(exploration, field);
        ask = new Command(
                        CommandGroup.QUESTIONS,
                        "Ask what is written",
                        this::submit,
                        Shortcut.functional(KeyCode.ENTER, "Enter"))
                .onlyIf(() -> !field.getText().isBlank() && !answering && !isDisabled());
        getStyleClass().add("composer");
        setAlignment(Pos.CENTER_LEFT);
        field.setId("question");
        field.setPromptText("Ask about the picture…");
        field.setAccessibleText("Question about the picture");
        HBox.setHgrow(field, Priority.ALWAYS);
        field.setOnAction(event -> ask.run());
        button.setId("send");
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
        getChildren().addAll(field, button);
        setAnswering(false);
    }

    void setAnswering(boolean now) {
        answering = now;
        button.setGraphic(now ? halt : send);
        CommandControls.bind(button, now ? commands.stop : ask, now ? "Stop the answer" : "Ask");
    }

    QuestionCommands commands() {
        return commands;
    }

    /** What Enter does in the field. */
    Command asking() {
        return ask;
    }

    private void submit() {
        String text = field.getText().strip();
        field.clear();
        question.accept(text);
    }
}
