package trimscope.app.viewer;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.scene.input.KeyCode;
import trimscope.app.canvas.Curtain;
import trimscope.app.canvas.ImageCanvas;
import trimscope.app.command.Command;
import trimscope.app.command.CommandGroup;
import trimscope.app.command.Shortcut;
import trimscope.app.inference.Quantity;
import trimscope.app.scale.HeatmapLook;
import trimscope.core.attention.SinkTreatment;
import trimscope.core.overlay.ColorScale;
import trimscope.core.overlay.ColorTable;

/** What can be done in the viewer; the keys count while the picture has the focus. */
final class ViewerCommands {
    final Command fit;
    final Command brush;
    final SelectionCommands selection;

    private final List<Command> all = new ArrayList<>();
    private final Map<Overlay, Command> overlays = new EnumMap<>(Overlay.class);
    private final Map<ColorTable, Command> colours = new EnumMap<>(ColorTable.class);
    private final Map<ColorScale.Extent, Command> ranges = new EnumMap<>(ColorScale.Extent.class);
    private final Map<SinkTreatment, Command> sinks = new EnumMap<>(SinkTreatment.class);
    private final Map<Quantity, Command> quantities = new EnumMap<>(Quantity.class);

    ViewerCommands(
            ViewerModel model,
            ImageCanvas canvas,
            Curtain curtain,
            PatchCursor cursor,
            BooleanProperty brushing,
            SelectionCommands selection) {
        this.selection = selection;
        for (Overlay overlay : Overlay.values()) {
            overlays.put(
                    overlay,
                    add(
                            overlay.request(),
                            () -> model.toggle(overlay),
                            Shortcut.plain(overlay.letter(), KeyCode.getKeyCode(overlay.letter()))));
        }
        add(command("Curtain to the left", () -> curtain.move(-1), Shortcut.character("["))
                .onlyIf(curtain::isDrawn));
        add(command("Curtain to the right", () -> curtain.move(1), Shortcut.character("]"))
                .onlyIf(curtain::isDrawn));
        fit = add("Fit the picture", canvas::fit, Shortcut.plain("0", KeyCode.DIGIT0, KeyCode.NUMPAD0));
        add("Show it one to one", canvas::oneToOne, Shortcut.plain("1", KeyCode.DIGIT1, KeyCode.NUMPAD1));
        add("Zoom in", canvas::zoomIn, Shortcut.plain("+", KeyCode.PLUS, KeyCode.ADD, KeyCode.EQUALS));
        add("Zoom out", canvas::zoomOut, Shortcut.plain("-", KeyCode.MINUS, KeyCode.SUBTRACT));
        add(cursor, "to the right", "→", KeyCode.RIGHT, 1, 0);
        add(cursor, "to the left", "←", KeyCode.LEFT, -1, 0);
        add(cursor, "below", "↓", KeyCode.DOWN, 0, 1);
        add(cursor, "above", "↑", KeyCode.UP, 0, -1);
        add(patches("Class token of the tile", cursor::moveToClassToken, Shortcut.plain("J", KeyCode.J)));
        add(patches("Select this patch, or not", cursor::toggle, Shortcut.functional(KeyCode.ENTER, "Enter"))
                .onlyIf(cursor::isPlaced));
        brush = add(patches(
                "Brush on or off",
                () -> brushing.set(!brushing.get()),
                Shortcut.plain(PatchTools.BRUSH_KEY, KeyCode.B)));
        all.addAll(selection.all());
        add(patches("Free the read-out", model::unfreeze, Shortcut.functional(KeyCode.ESCAPE, "Esc"))
                .onlyIf(() -> model.frozenProperty().get().isPresent()));
        addMaps(model);
        addLooks(model);
    }

    List<Command> all() {
        return List.copyOf(all);
    }

    Command overlay(Overlay overlay) {
        return Objects.requireNonNull(overlays.get(overlay));
    }

    Command range(ColorScale.Extent extent) {
        return Objects.requireNonNull(ranges.get(extent));
    }

    Command colours(ColorTable table) {
        return Objects.requireNonNull(colours.get(table));
    }

    Command sinks(SinkTreatment treatment) {
        return Objects.requireNonNull(sinks.get(treatment));
    }

    Command quantity(Quantity quantity) {
        return Objects.requireNonNull(quantities.get(quantity));
    }

    /** What becomes of attention sinks, within a sentence. */
    static String words(SinkTreatment treatment) {
        return switch (treatment) {
            case NONE -> "not told apart";
            case MARK -> "marked";
            case HIDE -> "hidden";
            case SUBTRACT -> "less their average";
        };
    }

    private void addMaps(ViewerModel model) {
        for (SinkTreatment treatment : SinkTreatment.values()) {
            sinks.put(
                    treatment,
                    add(
                            "Attention sinks: " + words(treatment),
                            () -> model.sinkTreatmentProperty().set(treatment)));
        }
        add("Attention sinks: next way", () -> next(model.sinkTreatmentProperty()), Shortcut.plain("S", KeyCode.S));
        for (Quantity quantity : Quantity.values()) {
            quantities.put(quantity, add("Maps of " + quantity.label(), () -> model.measure(quantity)));
        }
        add(
                "Attention or contribution",
                () -> model.measure(
                        model.quantityProperty().get() == Quantity.ATTENTION
                                ? Quantity.CONTRIBUTION
                                : Quantity.ATTENTION),
                Shortcut.plain("Q", KeyCode.Q));
    }

    private static void next(ObjectProperty<SinkTreatment> treatment) {
        List<SinkTreatment> all = List.of(SinkTreatment.values());
        treatment.set(all.get((all.indexOf(treatment.get()) + 1) % all.size()));
    }

    private void addLooks(ViewerModel model) {
        for (ColorTable table : ColorTable.values()) {
            colours.put(
                    table, add("Colours: " + table.label(), () -> model.scale().change(look -> look.withTable(table))));
        }
        for (ColorScale.Curve curve : ColorScale.Curve.values()) {
            add("Scale: " + curve.label(), () -> model.scale().change(look -> look.withCurve(curve)));
        }
        add("Clip the heaviest 1 % or not", () -> model.scale().change(look -> look.withClipped(!look.isClipped())));
        for (ColorScale.Extent extent : model.scale().extents()) {
            ranges.put(
                    extent,
                    add("Colour range: " + extent.label(), () -> model.scale().scaleTo(extent)));
        }
        add("Smooth heatmap on or off", () -> model.scale().change(look -> look.withSmooth(!look.smooth())));
        add("Scale as at the start", () -> model.scale().change(look -> HeatmapLook.DEFAULT.withTable(look.table())));
    }

    private void add(PatchCursor cursor, String where, String label, KeyCode key, int columns, int rows) {
        add(patches("Patch " + where, () -> cursor.move(columns, rows), Shortcut.plain(label, key)));
    }

    private Command add(String name, Runnable action, Shortcut... keys) {
        return add(command(name, action, keys));
    }

    private Command add(Command command) {
        all.add(command);
        return command;
    }

    private static Command command(String name, Runnable action, Shortcut... keys) {
        return new Command(CommandGroup.VIEWER, name, action, keys);
    }

    private static Command patches(String name, Runnable action, Shortcut... keys) {
        return new Command(CommandGroup.PATCHES, name, action, keys);
    }
}
