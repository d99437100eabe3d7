package trimscope.app.chat;

import java.util.List;
import java.util.OptionalInt;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import trimscope.app.exploration.MapFocus;
import trimscope.app.exploration.SequenceToken;

/** One question at the right with its answer below. */
final class TurnView extends VBox {
    private final AnswerFlow answer;
    private final Region cursor = new Region();
    private final Label footnote = new Label();

    TurnView(String question, MapFocus focus) {
        super(8);
        getStyleClass().add("turn");
        Label bubble = new Label(question);
        bubble.getStyleClass().add("question");
        bubble.setWrapText(true);
        bubble.setMinHeight(USE_PREF_SIZE);
        HBox right = new HBox(bubble);
        right.setAlignment(Pos.CENTER_RIGHT);
        right.getStyleClass().add("question-line");
        answer = new AnswerFlow(focus);
        cursor.getStyleClass().add("cursor");
        footnote.getStyleClass().addAll("caption", "footnote");
        footnote.setWrapText(true);
        footnote.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(right, Priority.ALWAYS);
        getChildren().addAll(right, answer, footnote);
        setFootnote("");
    }

    void append(List<SequenceToken> tokens) {
        boolean writing = answer.getChildren().remove(cursor);
        answer.append(tokens);
        setWriting(writing);
    }

    /** An earlier answer before its tokens are known. */
    void setPlainAnswer(String text) {
        Label plain = new Label(text);
        plain.setWrapText(true);
        getChildren().set(getChildren().indexOf(answer), plain);
    }

    /** Whether more is to come, shown by a cursor at the end. */
    void setWriting(boolean writing) {
        answer.getChildren().remove(cursor);
        if (writing) {
            answer.getChildren().add(cursor);
        }
    }

    void setFootnote(String text) {
        footnote.setText(text);
        footnote.setVisible(!text.isEmpty());
        footnote.setManaged(!text.isEmpty());
    }

    void mark() {
        answer.mark();
    }

    void markDivergence(OptionalInt index) {
        answer.markDivergence(index);
    }
}
