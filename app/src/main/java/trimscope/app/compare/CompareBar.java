package trimscope.app.compare;

import javafx.beans.property.BooleanProperty;
import javafx.event.ActionEvent;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import trimscope.app.command.Command;
import trimscope.app.command.CommandControls;
import trimscope.app.scale.ScaleMenu;

/** The switches below both pictures, and the patch under the pointer. */
final class CompareBar extends HBox {
    CompareBar(CompareModel model, CompareCommands commands, PatchLine patch) {
        super(4);
        getStyleClass().add("overlay-bar");
        setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(patch, Priority.ALWAYS);
        patch.setMaxWidth(Double.MAX_VALUE);
        patch.setAlignment(Pos.CENTER_RIGHT);
        getChildren()
                .addAll(
                        toggle(
                                "Heatmap",
                                "compare-heatmap",
                                commands.heatmap,
                                "How much attention each patch gets",
                                model.heatmapProperty()),
                        toggle(
                                "Dropped",
                                "compare-veil",
                                commands.veil,
                                "Dims and hatches the patches that trimming drops",
                                model.veilProperty()),
                        new ScaleMenu("compare-scale", model.scale(), commands::range, this),
                        CommandControls.keyed(
                                new Button("Fit"), "compare-fit", commands.fit, "Shows the whole picture"),
                        patch);
    }

    static ToggleButton toggle(String text, String id, Command command, String hint, BooleanProperty state) {
        ToggleButton button = CommandControls.keyed(new ToggleButton(text), id, command, hint);
        button.getStyleClass().add("overlay-toggle");
        state.subscribe(button::setSelected);
        // A click switches the button before the command runs: the property has the last word.
        button.addEventHandler(ActionEvent.ACTION, event -> button.setSelected(state.get()));
        return button;
    }
}
