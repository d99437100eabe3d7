package trimscope.app.command;

import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.HPos;
import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** All commands that have keys, by group. */
public final class ShortcutSheet extends VBox {
    private static final int MOST_COLUMNS = 4;
    /** Those that count everywhere first, then pane by pane. */
    private static final List<CommandGroup> ORDER = List.of(
            CommandGroup.PICTURES,
            CommandGroup.QUESTIONS,
            CommandGroup.TRIMMING,
            CommandGroup.VIEWS,
            CommandGroup.WINDOW,
            CommandGroup.VIEWER,
            CommandGroup.PATCHES,
            CommandGroup.TOKENS,
            CommandGroup.MATRIX,
            CommandGroup.COMPARE);

    private static final List<String> WITH_THE_POINTER = List.of(
            "In the viewer the wheel zooms at the pointer, with Ctrl it changes the heatmap's opacity.",
            "Dragging with the middle button, or with Space held, moves the picture; a click holds the read-out.",
            "Shift and a click extend a selection of tokens; Ctrl or Shift and a click add a cell of layer × head.");

    public ShortcutSheet(List<Command> commands) {
        super(12);
        setId("shortcuts");
        getStyleClass().addAll("window-sheet", "shortcut-sheet");
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        Label title = new Label("Keyboard shortcuts");
        title.getStyleClass().add("sheet-title");
        ScrollPane scroll = new ScrollPane(columns(commands)) {
            @Override
            public Orientation getContentBias() {
                // Fewer columns are longer.
                return Orientation.HORIZONTAL;
            }
        };
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        VBox pointer = new VBox(2);
        WITH_THE_POINTER.forEach(line -> {
            Label label = new Label(line);
            label.getStyleClass().add("caption");
            label.setWrapText(true);
            pointer.getChildren().add(label);
        });
        getChildren().addAll(title, scroll, pointer);
        setFocusTraversable(true);
        setAccessibleText("Keyboard shortcuts; Escape closes them");
    }

    private static BalancedColumns columns(List<Command> commands) {
        BalancedColumns columns = new BalancedColumns(
                MOST_COLUMNS,
                ORDER.stream()
                        .map(group -> group(
                                group,
                                commands.stream()
                                        .filter(each -> each.group() == group
                                                && !each.keys().isEmpty())
                                        .toList()))
                        .toList());
        columns.getStyleClass().add("shortcut-columns");
        return columns;
    }

    private static VBox group(CommandGroup group, List<Command> commands) {
        Label title = new Label(group.title());
        title.getStyleClass().add("section-title");
        GridPane rows = new GridPane();
        rows.getStyleClass().add("shortcut-rows");
        ColumnConstraints wide = new ColumnConstraints();
        wide.setHgrow(Priority.ALWAYS);
        rows.getColumnConstraints().addAll(wide, new ColumnConstraints());
        for (int row = 0; row < commands.size(); row++) {
            Label name = new Label(commands.get(row).name());
            name.setMinWidth(Region.USE_PREF_SIZE);
            Label keys = new Label(commands.get(row).keys().stream()
                    .map(Shortcut::label)
                    .distinct()
                    .collect(Collectors.joining("  or  ")));
            keys.getStyleClass().add("key-cap");
            keys.setMinWidth(Region.USE_PREF_SIZE);
            rows.addRow(row, name, keys);
            GridPane.setHalignment(keys, HPos.RIGHT);
        }
        return new VBox(4, title, rows);
    }
}
