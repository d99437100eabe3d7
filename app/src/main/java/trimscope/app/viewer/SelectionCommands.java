package trimscope.app.viewer;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.scene.input.KeyCode;
import trimscope.app.command.Command;
import trimscope.app.command.CommandGroup;
import trimscope.app.command.Shortcut;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.Painting;
import trimscope.core.image.PatchGrid;

/** What can be done with the selected patches. */
final class SelectionCommands {
    final Command keep;
    final Command drop;
    final Command invert;
    final Command grow;
    final Command undo;
    final Command clear;

    private final Exploration exploration;

    SelectionCommands(Exploration exploration) {
        this.exploration = exploration;
        Painting painting = exploration.painting();
        BooleanSupplier selected = () -> !painting.selectedProperty().get().isEmpty();
        BooleanSupplier anything = () -> selected.getAsBoolean()
                || !exploration.trim().maskProperty().get().isEmpty();
        keep = command("Keep the selected patches", painting::keep, Shortcut.plain("K", KeyCode.K))
                .onlyIf(selected);
        drop = command("Drop the selected patches", painting::drop, Shortcut.plain("D", KeyCode.D))
                .onlyIf(selected);
        invert = command("Invert the selection", () -> withGrid(painting::invert), Shortcut.plain("I", KeyCode.I))
                .onlyIf(anything);
        grow = command("Grow the selection", () -> withGrid(painting::grow), Shortcut.plain("E", KeyCode.E))
                .onlyIf(selected);
        undo = command("Take back the last selection or painting", painting::undo, Shortcut.control(KeyCode.Z))
                .onlyIf(painting.undoableProperty()::get);
        clear = command(
                        "Clear selection and painting",
                        painting::clear,
                        Shortcut.functional(KeyCode.DELETE, "Del"),
                        Shortcut.functional(KeyCode.BACK_SPACE, "Backspace"))
                .onlyIf(anything);
    }

    List<Command> all() {
        return List.of(keep, drop, invert, grow, undo, clear);
    }

    private void withGrid(Consumer<PatchGrid> action) {
        exploration
                .pictureProperty()
                .get()
                .flatMap(shown -> shown.gridProperty().get())
                .ifPresent(action);
    }

    private static Command command(String name, Runnable action, Shortcut... keys) {
        return new Command(CommandGroup.VIEWER, name, action, keys);
    }
}
