package trimscope.app.viewer;

import javafx.collections.SetChangeListener;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import trimscope.app.command.CommandControls;
import trimscope.app.controls.FlatMenu;
import trimscope.core.attention.SinkTreatment;

/** What else is marked on the picture: class tokens, the way dropped patches are shown, attention sinks. */
final class MarksMenu extends FlatMenu {
    MarksMenu(ViewerModel model, ViewerCommands commands) {
        super("marks", "Class tokens, outline of dropped patches, attention sinks");
        setText("Marks");
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
