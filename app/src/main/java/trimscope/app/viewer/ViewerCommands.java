package trimscope.app.viewer;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.input.KeyCode;
import trimscope.app.canvas.ImageCanvas;
import trimscope.app.command.Command;
import trimscope.app.command.CommandGroup;
import trimscope.app.command.Shortcut;
import trimscope.core.overlay.ColorTable;

/** What can be done in the viewer; the keys count while the picture has the focus. */
final class ViewerCommands {
    private ViewerCommands() {}

    static List<Command> of(ViewerModel model, ImageCanvas canvas) {
        List<Command> commands = new ArrayList<>();
        for (Overlay overlay : Overlay.values()) {
            commands.add(command(
                    "Show or hide " + overlay.noun(),
                    () -> model.toggle(overlay),
                    Shortcut.plain(overlay.letter(), KeyCode.getKeyCode(overlay.letter()))));
        }
        commands.add(command("Fit the picture", canvas::fit, Shortcut.plain("0", KeyCode.DIGIT0, KeyCode.NUMPAD0)));
        commands.add(
                command("Show it one to one", canvas::oneToOne, Shortcut.plain("1", KeyCode.DIGIT1, KeyCode.NUMPAD1)));
        commands.add(
                command("Zoom in", canvas::zoomIn, Shortcut.plain("+", KeyCode.PLUS, KeyCode.ADD, KeyCode.EQUALS)));
        commands.add(command("Zoom out", canvas::zoomOut, Shortcut.plain("-", KeyCode.MINUS, KeyCode.SUBTRACT)));
        commands.add(command("Free the read-out", model::unfreeze, Shortcut.functional(KeyCode.ESCAPE, "Esc"))
                .onlyIf(() -> model.frozenProperty().get().isPresent()));
        commands.add(command("Smooth heatmap on or off", () -> model.look(look -> look.withSmooth(!look.smooth()))));
        for (ColorTable table : ColorTable.values()) {
            commands.add(command("Colours: " + table.label(), () -> model.look(look -> look.withTable(table))));
        }
        return List.copyOf(commands);
    }

    private static Command command(String name, Runnable action, Shortcut... keys) {
        return new Command(CommandGroup.VIEWER, name, action, keys);
    }
}
