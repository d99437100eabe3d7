package trimscope.app.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import javafx.css.PseudoClass;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import trimscope.app.controls.TokenHandle;
import trimscope.app.exploration.MapFocus;
import trimscope.app.exploration.SequenceToken;

/** An answer whose tokens are handles; parts of one word stay together when the line breaks. */
final class AnswerFlow extends FlowPane {
    private static final PseudoClass DIVERGING = PseudoClass.getPseudoClass("diverging");

    private final MapFocus focus;
    private final List<TokenHandle> handles = new ArrayList<>();

    AnswerFlow(MapFocus focus) {
        this.focus = focus;
        getStyleClass().add("answer");
    }

    /** Adds tokens at the end. */
    void append(List<SequenceToken> tokens) {
        for (SequenceToken token : tokens) {
            append(token);
        }
    }

    /** Takes over the selection. */
    void mark() {
        handles.forEach(handle -> handle.mark(focus));
    }

    /** Marks the word at which the answer leaves another one. */
    void markDivergence(OptionalInt index) {
        for (int i = 0; i < handles.size(); i++) {
            handles.get(i).pseudoClassStateChanged(DIVERGING, index.equals(OptionalInt.of(i)));
        }
    }

    private void append(SequenceToken token) {
        String text = token.text();
        TokenHandle handle = new TokenHandle(token, text.strip(), focus);
        handles.add(handle);
        boolean startsWord = text.isEmpty() || Character.isWhitespace(text.charAt(0)) || handles.size() == 1;
        if (text.contains("\n")) {
            Region lineBreak = new Region();
            lineBreak.prefWidthProperty().bind(widthProperty());
            getChildren().add(lineBreak);
        }
        if (startsWord) {
            getChildren().add(new HBox());
        }
        ((HBox) getChildren().get(getChildren().size() - 1)).getChildren().add(handle);
    }
}
