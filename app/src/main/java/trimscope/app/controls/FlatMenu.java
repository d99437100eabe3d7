package trimscope.app.controls;

import atlantafx.base.theme.Styles;
import javafx.scene.control.MenuButton;
import javafx.scene.control.Tooltip;

/** A small menu without a border whose words are never cut; what it says and lists is up to the pane. */
public class FlatMenu extends MenuButton {
    /** @param hint what is chosen here, for the tooltip */
    public FlatMenu(String id, String hint) {
        setId(id);
        getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
        setMinWidth(USE_PREF_SIZE);
        setTooltip(new Tooltip(hint));
    }
}
