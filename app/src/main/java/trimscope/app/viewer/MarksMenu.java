package trimscope.app.viewer;

import atlantafx.base.theme.Styles;
import javafx.collections.SetChangeListener;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import trimscope.app.command.CommandControls;
import trimscope.core.attention.SinkTreatment;

/** What else is marked on the picture: class tokens, the way dropped patches are shown, attention sinks. */
final class MarksMenu extends MenuButton {
    MarksMenu(ViewerModel model, ViewerCommands commands) {
        super("Marks");
        setId("marks");
        getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
        setMinWidth(USE_PREF_SIZE);
        setTooltip(new Tooltip("Class tokens, outline of dropped patches, attention sinks"));
        for (Overlay overlay : Overlay.values()) {
            if (overlay.isInMenu()) {
                getItems().add(check(model, overlay, commands));
            }
        }
        getItems().add(new SeparatorMenuItem());
        ToggleGroup ways = new ToggleGroup();
        for (SinkTreatment treatment : SinkTreatment.values()) {
            RadioMenuItem item = new RadioMenuItem("Attention sinks " + ViewerCommands.words(treatment));
            item.setToggleGroup(ways);
            model.sinkTreatmentProperty().subscribe(now -> item.setSelected(now == treatment));
            getItems().add(CommandControls.bind(item, commands.sinks(treatment)));
        }
    }

    private static CheckMenuItem check(ViewerModel model, Overlay overlay, ViewerCommands commands) {
        CheckMenuItem item = new CheckMenuItem(overlay.label());
        item.setSelected(model.shows(overlay));
        model.overlays().addListener((SetChangeListener<Overlay>) change -> item.setSelected(model.shows(overlay)));
        return CommandControls.bind(item, commands.overlay(overlay));
    }
}
