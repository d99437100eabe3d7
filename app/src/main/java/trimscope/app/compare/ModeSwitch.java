package trimscope.app.compare;

import javafx.event.ActionEvent;
import javafx.scene.control.ToggleButton;
import org.controlsfx.control.SegmentedButton;
import trimscope.app.command.CommandControls;
import trimscope.app.exploration.CompareMode;

/** Side by side, curtain or difference. */
final class ModeSwitch extends SegmentedButton {
    ModeSwitch(CompareModel model, CompareCommands commands) {
        setId("compare-mode");
        for (CompareMode mode : CompareMode.values()) {
            ToggleButton button = new ToggleButton(mode.label());
            button.setId("mode-" + mode.letter());
            button.getStyleClass().add("segment");
            button.setMinWidth(USE_PREF_SIZE);
            CommandControls.bind(button, commands.mode(mode), mode.hint());
            model.modeProperty().subscribe(now -> button.setSelected(now == mode));
            // A second click on the chosen one must not leave none chosen.
            button.addEventHandler(
                    ActionEvent.ACTION,
                    event -> button.setSelected(model.modeProperty().get() == mode));
            getButtons().add(button);
        }
    }
}
