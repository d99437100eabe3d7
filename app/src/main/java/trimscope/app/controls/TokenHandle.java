package trimscope.app.controls;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.util.Duration;
import trimscope.app.exploration.MapFocus;
import trimscope.app.exploration.SequenceToken;
import trimscope.app.exploration.Word;

/** A token or a word to point at: hovering previews its map, a click selects it, a click with shift extends the selection. */
public final class TokenHandle extends Label {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final PseudoClass PREVIEWED = PseudoClass.getPseudoClass("previewed");

    private final Word word;

    /** A handle of one token. */
    public TokenHandle(SequenceToken token, String shown, MapFocus focus) {
        this(new Word(List.of(token)), shown, focus);
    }

    /**
     * A handle of a word.
     *
     * @param shown the text on the handle
     */
    public TokenHandle(Word word, String shown, MapFocus focus) {
        super(shown);
        this.word = word;
        getStyleClass().addAll("token", "token-" + word.kind().name().toLowerCase(Locale.ROOT));
        setMinWidth(USE_PREF_SIZE);
        setAccessibleRole(AccessibleRole.TOGGLE_BUTTON);
        int pieces = word.tokens().size();
        setAccessibleText(pieces == 1 ? "token " + word.text() : "word " + word.text() + ", " + pieces + " tokens");
        Tooltip tooltip = new Tooltip(describe());
        tooltip.setShowDelay(Duration.millis(700));
        setTooltip(tooltip);
        if (token().seesPicture()) {
            addEventHandler(MouseEvent.MOUSE_ENTERED, event -> focus.preview(word.first()));
            addEventHandler(MouseEvent.MOUSE_EXITED, event -> focus.endPreview());
            addEventHandler(MouseEvent.MOUSE_CLICKED, event -> onClick(event, focus));
        }
        mark(focus);
    }

    public Word word() {
        return word;
    }

    /** The token, or the first one of the word. */
    public SequenceToken token() {
        return word.tokens().get(0);
    }

    /** Takes over what is selected and previewed now. */
    public void mark(MapFocus focus) {
        pseudoClassStateChanged(SELECTED, isAmong(focus.selectedProperty().get()));
        pseudoClassStateChanged(PREVIEWED, isAmong(focus.previewProperty().get()));
    }

    private boolean isAmong(List<Integer> positions) {
        return word.positions().stream().anyMatch(positions::contains);
    }

    private void onClick(MouseEvent event, MapFocus focus) {
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        if (event.isShiftDown()) {
            focus.extendTo(word.last());
        } else {
            focus.select(word.first());
        }
        event.consume();
    }

    private String describe() {
        String text = word.tokens().stream()
                .map(token -> "“" + token.text().replace("\n", "⏎") + "” · token " + token.position()
                        + (token.probability().isEmpty()
                                ? ""
                                : String.format(
                                        Locale.ROOT,
                                        " · probability %.3f",
                                        token.probability().getAsDouble())))
                .collect(Collectors.joining("\n"));
        return token().seesPicture() ? text : text + "\ncomes before the picture and cannot see it";
    }
}
