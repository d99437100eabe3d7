package trimscope.app.viewer;

import javafx.beans.property.BooleanProperty;
import javafx.collections.SetChangeListener;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.Separator;
import javafx.scene.control.ToggleButton;
import trimscope.app.command.Command;
import trimscope.app.command.CommandControls;
import trimscope.app.controls.FlatMenu;
import trimscope.app.controls.FoldingBar;
import trimscope.app.scale.ScaleMenu;
import trimscope.core.overlay.ColorTable;

/** The switches below the picture: overlays, brush, colours, zoom. What has no room goes into a menu at the end. */
final class OverlayBar extends FoldingBar {
    OverlayBar(ViewerModel model, BooleanProperty brush, ViewerCommands commands) {
        getStyleClass().addAll("overlay-bar", "folding-bar");
        for (Overlay overlay : Overlay.values()) {
            if (!overlay.isInMenu()) {
                add(toggle(model, overlay, commands.overlay(overlay)));
            }
        }
        add(new MarksMenu(model, commands));
        add(new Separator(Orientation.VERTICAL), brushToggle(brush, commands.brush));
        add(
                new Separator(Orientation.VERTICAL),
                colours(model, commands),
                new ScaleMenu("scale", model.scale(), commands::range, this));
        add(CommandControls.keyed(new Button("Fit"), "fit", commands.fit, "Shows the whole picture"));
    }

    private static ToggleButton toggle(ViewerModel model, Overlay overlay, Command command) {
        ToggleButton button = toggle(overlay.label(), "overlay-" + overlay.letter(), command, overlay.hint());
        button.setSelected(model.overlays().contains(overlay));
        model.overlays().addListener((SetChangeListener<Overlay>)
                change -> button.setSelected(model.overlays().contains(overlay)));
        return button;
    }

    private static ToggleButton brushToggle(BooleanProperty brush, Command command) {
        ToggleButton button = toggle(
                "Brush",
                "brush",
                command,
                "Selects patches by painting, also while the key is held; with shift, by a frame");
        brush.subscribe(button::setSelected);
        return button;
    }

    private static ToggleButton toggle(String text, String id, Command command, String hint) {
        ToggleButton button = CommandControls.keyed(new ToggleButton(text), id, command, hint);
        button.getStyleClass().add("overlay-toggle");
        return button;
    }

    private static FlatMenu colours(ViewerModel model, ViewerCommands commands) {
        FlatMenu menu = new FlatMenu("colour-table", "Colours of the heatmap");
        menu.textProperty()
                .bind(model.scale().lookProperty().map(look -> look.table().label()));
        for (ColorTable table : ColorTable.values()) {
            menu.getItems().add(CommandControls.item(table.label(), commands.colours(table)));
        }
        return menu;
    }
}
