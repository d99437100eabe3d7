package trimscope.app.viewer;

import atlantafx.base.theme.Styles;
import java.util.SortedSet;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import trimscope.app.command.Command;
import trimscope.app.command.CommandControls;
import trimscope.app.controls.FoldingBar;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.Painting;
import trimscope.core.pruning.TokenMask;

/** What can be done with the selected patches; there while patches are selected or painted, or the brush is on.
 * What has no room goes into a menu. */
final class SelectionBar extends FoldingBar {
    private final Exploration exploration;
    private final ReadOnlyBooleanProperty brush;
    private final Label words = new Label();
    private final Button keep;
    private final Button drop;
    private final Button invert;
    private final Button grow;
    private final Button undo;
    private final Button clear;

    SelectionBar(Exploration exploration, ReadOnlyBooleanProperty brush, SelectionCommands commands) {
        this.exploration = exploration;
        this.brush = brush;
        getStyleClass().addAll("selection-bar", "folding-bar");
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        words.setId("selection");
        words.setMinWidth(USE_PREF_SIZE);
        keep = button(
                "keep", "Keep", Feather.CHECK, commands.keep, "The selected patches are kept, whatever the rule says");
        drop = button(
                "drop",
                "Drop",
                Feather.SLASH,
                commands.drop,
                "The selected patches are dropped, whatever the rule says");
        invert = button(
                "invert",
                "Invert",
                Feather.REPEAT,
                commands.invert,
                "Selects all other patches; without a selection, swaps what is painted to be kept and to be dropped");
        grow = button("grow", "Grow", Feather.MAXIMIZE, commands.grow, "Selects the neighbours as well");
        undo = button("undo", "Undo", Feather.CORNER_UP_LEFT, commands.undo, "Takes back the last change");
        clear = button("clear", "Clear", Feather.X, commands.clear, "Nothing selected, nothing painted");
        add(words, keep, drop, invert, grow, undo, clear);
        Painting painting = exploration.painting();
        undo.disableProperty().bind(exploration.history().undoableProperty().not());
        painting.selectedProperty().addListener((source, before, after) -> show());
        exploration.trim().maskProperty().addListener((source, before, after) -> show());
        brush.addListener((source, before, after) -> show());
        show();
    }

    private void show() {
        SortedSet<Integer> selected = exploration.painting().selectedProperty().get();
        TokenMask mask = exploration.trim().maskProperty().get();
        setVisible(!selected.isEmpty() || !mask.isEmpty() || brush.get());
        words.setText(sentence(selected.size(), mask));
        keep.setDisable(selected.isEmpty());
        drop.setDisable(selected.isEmpty());
        grow.setDisable(selected.isEmpty());
        invert.setDisable(selected.isEmpty() && mask.isEmpty());
        clear.setDisable(selected.isEmpty() && mask.isEmpty());
    }

    private static String sentence(int selected, TokenMask mask) {
        if (selected > 0) {
            return selected == 1 ? "1 patch selected" : selected + " patches selected";
        }
        return mask.isEmpty()
                ? "Paint over the patches"
                : "painted: keep " + mask.keep().length + ", drop " + mask.drop().length;
    }

    private static Button button(String id, String text, Ikon icon, Command command, String hint) {
        Button button = new Button(text, new FontIcon(icon));
        button.setId("selection-" + id);
        button.setMinWidth(USE_PREF_SIZE);
        button.getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
        return CommandControls.bind(button, command, hint);
    }
}
