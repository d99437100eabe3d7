package trimscope.app.charts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import org.controlsfx.control.SegmentedButton;
import trimscope.app.command.Command;
import trimscope.app.command.CommandGroup;
import trimscope.app.command.CommandKeys;
import trimscope.app.command.Shortcut;
import trimscope.app.controls.FlatMenu;
import trimscope.app.controls.SectionHeader;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.HeadChoice;
import trimscope.app.exploration.MapFocus;
import trimscope.app.inference.Quantity;
import trimscope.app.inference.Statistic;
import trimscope.app.inference.TokenMaps;
import trimscope.core.attention.Aggregation;
import trimscope.core.chat.ModelInfo;

/** Picks layers and heads; each cell shows a statistic of its map. */
public final class MatrixPane extends BorderPane {
    private final Exploration exploration;
    private final ObjectProperty<Statistic> statistic = new SimpleObjectProperty<>(Statistic.CONCENTRATION);
    private final Label empty = new Label("Layers and heads appear here once a model is there.");
    private Optional<HeadMatrix> matrix = Optional.empty();

    public MatrixPane(Exploration exploration) {
        this.exploration = exploration;
        setId("matrix");
        getStyleClass().add("matrix-pane");
        empty.getStyleClass().add("empty-hint");
        setTop(new SectionHeader("Layer × head", statisticMenu(), aggregationSwitch()));
        statistic.addListener(source -> showFigures());
        exploration.focus().quantityProperty().addListener((source, before, after) -> follow(after));
        exploration.model().infoProperty().addListener((source, before, after) -> showModel());
        exploration.focus().mapsProperty().addListener((source, before, after) -> showFigures());
        exploration.focus().choiceProperty().addListener((source, before, after) -> showChoice());
        showModel();
    }

    /** What can be done here; the keys count while the matrix has the focus. */
    public List<Command> commands() {
        List<Command> commands = new ArrayList<>(List.of(
                move("Next head", 0, 1, "→", KeyCode.RIGHT),
                move("Head before", 0, -1, "←", KeyCode.LEFT),
                move("Next layer", 1, 0, "↓", KeyCode.DOWN),
                move("Layer before", -1, 0, "↑", KeyCode.UP),
                command(
                        "All layers and heads",
                        () -> matrix.ifPresent(HeadMatrix::chooseAll),
                        Shortcut.plain("A", KeyCode.A)),
                command(
                        "All heads of this layer",
                        () -> matrix.ifPresent(HeadMatrix::chooseLayer),
                        Shortcut.plain("L", KeyCode.L)),
                command(
                        "This head in all layers",
                        () -> matrix.ifPresent(HeadMatrix::chooseHead),
                        Shortcut.plain("H", KeyCode.H))));
        for (Statistic each : Statistic.values()) {
            commands.add(command("Cells tell " + each.label(), () -> statistic.set(each)));
        }
        for (Aggregation each : Aggregation.values()) {
            commands.add(command("Combine maps by their " + word(each), () -> aggregate(each)));
        }
        return commands;
    }

    private static Command command(String name, Runnable action, Shortcut... keys) {
        return new Command(CommandGroup.MATRIX, name, action, keys);
    }

    private Command move(String name, int layersDown, int headsRight, String label, KeyCode key) {
        return command(
                name, () -> matrix.ifPresent(shown -> shown.move(layersDown, headsRight)), Shortcut.plain(label, key));
    }

    private FlatMenu statisticMenu() {
        FlatMenu menu = new FlatMenu("statistic", "What the cells' colours tell; brighter is more");
        menu.textProperty().bind(statistic.map(Statistic::label));
        exploration.focus().quantityProperty().subscribe(quantity -> {
            menu.getItems().clear();
            for (Statistic each : Statistic.values()) {
                if (each.tells(quantity)) {
                    MenuItem item = new MenuItem(each.label());
                    item.setOnAction(event -> statistic.set(each));
                    menu.getItems().add(item);
                }
            }
        });
        return menu;
    }

    /** Of contributions people want to know first how large they are. */
    private void follow(Quantity quantity) {
        if (quantity == Quantity.CONTRIBUTION) {
            statistic.set(Statistic.TOTAL);
        } else if (!statistic.get().tells(quantity)) {
            statistic.set(Statistic.CONCENTRATION);
        }
    }

    private SegmentedButton aggregationSwitch() {
        SegmentedButton both = new SegmentedButton();
        both.setId("aggregation");
        for (Aggregation each : Aggregation.values()) {
            ToggleButton button = new ToggleButton(word(each));
            button.setId("aggregation-" + word(each));
            button.setMinWidth(USE_PREF_SIZE);
            button.getStyleClass().add("segment");
            button.setTooltip(new Tooltip("Several layers and heads become one map by their "
                    + (each == Aggregation.MEAN ? "mean" : "maximum")));
            button.setOnAction(event -> {
                button.setSelected(true);
                aggregate(each);
            });
            exploration
                    .focus()
                    .choiceProperty()
                    .subscribe(choice -> button.setSelected(choice.map(HeadChoice::aggregation)
                            .orElse(Aggregation.MEAN)
                            .equals(each)));
            both.getButtons().add(button);
        }
        return both;
    }

    private void aggregate(Aggregation aggregation) {
        MapFocus focus = exploration.focus();
        focus.choiceProperty().get().ifPresent(choice -> focus.choose(choice.withAggregation(aggregation)));
    }

    private static String word(Aggregation aggregation) {
        return aggregation == Aggregation.MEAN ? "mean" : "max";
    }

    private void showModel() {
        Optional<ModelInfo> model = exploration.model().infoProperty().get();
        matrix = model.map(info -> new HeadMatrix(info, exploration.focus()));
        if (matrix.isPresent()) {
            new CommandKeys(this::commands).handle(matrix.get());
            setCenter(scrolled(matrix.get()));
        } else {
            setCenter(empty);
        }
        showFigures();
        showChoice();
    }

    /** Many layers in a small window scroll rather than overlap. */
    private static ScrollPane scrolled(HeadMatrix matrix) {
        ScrollPane scroll = new ScrollPane(matrix);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        return scroll;
    }

    private void showFigures() {
        matrix.ifPresent(shown ->
                shown.showFigures(exploration.focus().mapsProperty().get().map(TokenMaps::figures), statistic.get()));
    }

    private void showChoice() {
        matrix.ifPresent(shown -> exploration.focus().choiceProperty().get().ifPresent(shown::showChoice));
    }
}
