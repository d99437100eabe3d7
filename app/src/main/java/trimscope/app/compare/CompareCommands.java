package trimscope.app.compare;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import javafx.beans.property.BooleanProperty;
import javafx.scene.input.KeyCode;
import trimscope.app.command.Command;
import trimscope.app.command.CommandGroup;
import trimscope.app.command.Shortcut;
import trimscope.app.exploration.CompareMode;
import trimscope.app.exploration.RunPair;
import trimscope.core.overlay.ColorScale;

/** What can be done while two runs are compared. */
final class CompareCommands {
    final Command swap;
    final Command heatmap;
    final Command veil;
    final Command fit;
    final Command words;

    private final List<Command> all = new ArrayList<>();
    private final Map<ColorScale.Extent, Command> ranges = new EnumMap<>(ColorScale.Extent.class);
    private final Map<CompareMode, Command> modes = new EnumMap<>(CompareMode.class);

    CompareCommands(CompareModel model, PairCanvas canvas) {
        for (CompareMode mode : CompareMode.values()) {
            modes.put(
                    mode,
                    add(
                            "Show " + mode.label().toLowerCase(Locale.ROOT),
                            () -> model.modeProperty().set(mode),
                            letter(mode.letter())));
        }
        RunPair pair = model.pair();
        swap = add("Swap runs A and B", pair::swap, letter("X"));
        heatmap = add("Show or hide heatmaps", () -> flip(model.heatmapProperty()), letter("H"));
        veil = add("Show or hide dropped tokens", () -> flip(model.veilProperty()), letter("V"));
        words = add("Words or single tokens", () -> flip(model.wordsProperty()), letter("W"));
        add("Next word", () -> model.step(1), Shortcut.plain("→", KeyCode.RIGHT));
        add("Word before", () -> model.step(-1), Shortcut.plain("←", KeyCode.LEFT));
        add("Next difference", model::stepToDifference, model::differ, letter("N"));
        add("Curtain to the left", () -> canvas.curtain().move(-1), canvas.curtain()::isDrawn, Shortcut.character("["));
        add("Curtain to the right", () -> canvas.curtain().move(1), canvas.curtain()::isDrawn, Shortcut.character("]"));
        for (ColorScale.Extent extent : model.scale().extents()) {
            String name = extent == ColorScale.Extent.PAIR ? extent.label() : extent.label() + " for both runs";
            ranges.put(extent, add("Colour range: " + name, () -> model.scale().scaleTo(extent)));
        }
        fit = add("Fit both pictures", canvas::fit, Shortcut.plain("0", KeyCode.DIGIT0, KeyCode.NUMPAD0));
        add("Zoom in", canvas.main()::zoomIn, Shortcut.plain("+", KeyCode.PLUS, KeyCode.ADD, KeyCode.EQUALS));
        add("Zoom out", canvas.main()::zoomOut, Shortcut.plain("-", KeyCode.MINUS, KeyCode.SUBTRACT));
    }

    List<Command> all() {
        return List.copyOf(all);
    }

    Command mode(CompareMode mode) {
        return Objects.requireNonNull(modes.get(mode));
    }

    Command range(ColorScale.Extent extent) {
        return Objects.requireNonNull(ranges.get(extent));
    }

    private Command add(String name, Runnable action, Shortcut... keys) {
        return add(name, action, () -> true, keys);
    }

    private Command add(String name, Runnable action, BooleanSupplier possible, Shortcut... keys) {
        Command command = new Command(CommandGroup.COMPARE, name, action, keys).onlyIf(possible);
        all.add(command);
        return command;
    }

    private static Shortcut letter(String letter) {
        return Shortcut.plain(letter, KeyCode.getKeyCode(letter));
    }

    private static void flip(BooleanProperty property) {
        property.set(!property.get());
    }
}
