package trimscope.app.controls;

import java.util.Locale;
import java.util.OptionalInt;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.util.Duration;
import trimscope.app.exploration.MapFocus;
import trimscope.app.exploration.SequenceToken;

/** One token to point at: hovering previews its map, a click selects it, a click with shift extends the selection. */
public final class TokenHandle extends Label {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
    private static final PseudoClass PREVIEWED = PseudoClass.getPseudoClass("previewed");

    private final SequenceToken token;

    /**
     * A handle of a token.
     *
     * @param shown the text on the handle
     */
    public TokenHandle(SequenceToken token, String shown, MapFocus focus) {
        super(shown);
        this.token = token;
        getStyleClass().addAll("token", "token-" + token.kind().name().toLowerCase(Locale.ROOT));
        setMinWidth(USE_PREF_SIZE);
        setAccessibleRole(AccessibleRole.TOGGLE_BUTTON);
        setAccessibleText("token " + token.text().strip());
        Tooltip tooltip = new Tooltip(describe());
        tooltip.setShowDelay(Duration.millis(700));
        setTooltip(tooltip);
        if (token.seesPicture()) {
            addEventHandler(MouseEvent.MOUSE_ENTERED, event -> focus.preview(token.position()));
            addEventHandler(MouseEvent.MOUSE_EXITED, event -> focus.endPreview());
            addEventHandler(MouseEvent.MOUSE_CLICKED, event -> onClick(event, focus));
        }
        mark(focus);
    }

    public SequenceToken token() {
        return token;
    }

    /** Takes over what is selected and previewed now. */
    public void mark(MapFocus focus) {
        pseudoClassStateChanged(SELECTED, focus.selectedProperty().get().contains(token.position()));
        pseudoClassStateChanged(PREVIEWED, focus.previewProperty().get().equals(OptionalInt.of(token.position())));
    }

    private void onClick(MouseEvent event, MapFocus focus) {
        if (event.getButton() != MouseButton.PRIMARY) {
            return;
        }
        if (event.isShiftDown()) {
            focus.extendTo(token.position());
        } else {
            focus.select(token.position());
        }
        event.consume();
    }

    private String describe() {
        String text = "“" + token.text().replace("\n", "⏎") + "” · token " + token.position();
        if (!token.seesPicture()) {
            return text + "\ncomes before the picture and cannot see it";
        }
        return token.probability().isEmpty()
                ? text
                : text
                        + String.format(
                                Locale.ROOT,
                                "%nprobability %.3f",
                                token.probability().getAsDouble());
    }
}
