package trimscope.app.viewer;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
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
    final Command redo;
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
        undo = command("Undo selecting or painting", exploration.history()::undo, Shortcut.outsideText(KeyCode.Z))
                .onlyIf(exploration.history().undoableProperty()::get);
        redo = command(
                        "Redo selecting or painting",
                        exploration.history()::redo,
                        Shortcut.outsideText(KeyCode.Z, KeyCombination.SHIFT_DOWN),
                        Shortcut.outsideText(KeyCode.Y))
                .onlyIf(exploration.history().redoableProperty()::get);
        clear = command(
                        "Clear selection and painting",
                        painting::clear,
                        Shortcut.functional(KeyCode.DELETE, "Del"),
                        Shortcut.functional(KeyCode.BACK_SPACE, "Backspace"))
                .onlyIf(anything);
    }

    /** Those that count everywhere: tokens, layers and heads are taken back with them. */
    List<Command> history() {
        return List.of(undo, redo);
    }

    List<Command> all() {
        return List.of(keep, drop, invert, grow, clear);
    }

    private void withGrid(Consumer<PatchGrid> action) {
        exploration
                .pictureProperty()
                .get()
                .flatMap(shown -> shown.gridProperty().get())
                .ifPresent(action);
    }

    private static Command command(String name, Runnable action, Shortcut... keys) {
        return new Command(CommandGroup.PATCHES, name, action, keys);
    }
}
