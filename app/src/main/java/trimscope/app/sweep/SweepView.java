package trimscope.app.sweep;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import trimscope.app.command.Command;
import trimscope.app.command.CommandGroup;
import trimscope.app.command.Shortcut;
import trimscope.app.controls.FlatMenu;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.SweepState;
import trimscope.app.workspace.ViewLabel;
import trimscope.app.workspace.WorkspaceView;
import trimscope.core.evaluation.SceneCase;

/** Rule against rule over keep ratios: a form, a chart whose points appear while the sweep runs, and a table. */
public final class SweepView extends WorkspaceView {
    private static final ViewLabel LABEL = new ViewLabel(
            "sweep",
            "Sweep",
            "Sweep over rules and ratios",
            "Holds rules and keep ratios against the full answer",
            Feather.TRENDING_DOWN,
            Shortcut.functional(KeyCode.F3, "F3"));

    private final Exploration exploration;
    private final SweepModel model;
    private final Runnable explore;
    private final SweepExport export;
    private final SweepForm form;
    private final SweepChart chart = new SweepChart(this::choose, this::open);
    private final SweepLegend legend = new SweepLegend();
    private final Label chartTitle = new Label();
    private final VBox card = new VBox(4, chartTitle, legend, chart);
    private final Label hint = new Label();
    private final SweepTable table = new SweepTable(this::choose, this::open);
    private final BrokenList broken = new BrokenList(this::openScene);
    private final ObjectProperty<Measure> measure = new SimpleObjectProperty<>(Measure.AGREEMENT);
    private final ObjectProperty<Plot.Axis> axis = new SimpleObjectProperty<>(Plot.Axis.RATIO);
    private final MenuItem accuracy = new MenuItem(Measure.ACCURACY.label());
    private final FlatMenu measures = new FlatMenu("measure", "What the chart shows");
    private final FlatMenu axes = new FlatMenu("axis", "What lies on the horizontal axis");
    private final FlatMenu exports = new FlatMenu("sweep-export", "Writes the sweep to a file");
    private final HBox below = new HBox();
    private Optional<Drawn> drawn = Optional.empty();
    private int chosen;

    /** What is on screen: nothing is drawn twice while a sweep goes from point to point. */
    private record Drawn(int sweep, int questions, int points, Measure measure, Plot.Axis axis) {}

    /**
     * @param explore goes back to the exploring panes, once a point was opened
     * @param files asks for a file to write, given a name to suggest
     */
    public SweepView(Exploration exploration, Runnable explore, Function<String, Optional<Path>> files) {
        super(LABEL);
        this.exploration = exploration;
        this.explore = explore;
        model = new SweepModel(exploration);
        form = new SweepForm(exploration);
        export = new SweepExport(exploration, model, files);
        arrange();
        fillMenus();
        measure.subscribe(this::show);
        axis.subscribe(this::show);
        exploration.sweeps().stateProperty().subscribe(state -> show());
    }

    private void arrange() {
        getStyleClass().add("sweep");
        card.getStyleClass().add("sweep-card");
        chartTitle.getStyleClass().add("figure-strong");
        VBox.setVgrow(chart, Priority.ALWAYS);
        hint.setId("sweep-hint");
        hint.getStyleClass().addAll("empty-hint", "wide-hint");
        hint.setWrapText(true);
        below.getChildren().addAll(table, broken);
        HBox.setHgrow(table, Priority.ALWAYS);
        below.getStyleClass().add("sweep-below");
        BorderPane parts = new BorderPane();
        parts.setTop(form);
        parts.setCenter(new StackPane(card, hint));
        parts.setBottom(below);
        ScrollPane scroll = new ScrollPane(parts);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        getChildren().add(scroll);
    }

    private void fillMenus() {
        for (Measure each : Measure.values()) {
            MenuItem item = each == Measure.ACCURACY ? accuracy : new MenuItem(each.label());
            item.setId("measure-" + each.name().toLowerCase(Locale.ROOT));
            item.setOnAction(event -> measure.set(each));
            measures.getItems().add(item);
        }
        measures.textProperty().bind(measure.map(Measure::label));
        for (Plot.Axis each : Plot.Axis.values()) {
            MenuItem item = new MenuItem(each.label());
            item.setOnAction(event -> axis.set(each));
            axes.getItems().add(item);
        }
        axes.textProperty().bind(axis.map(each -> "by " + each.label()));
        exports.setText("Export");
        exports.getItems()
                .addAll(
                        item("Table as CSV…", export::csv),
                        item("Everything as JSON…", export::json),
                        item("Chart as PNG…", () -> export.picture(card)));
    }

    private void show() {
        Optional<SweepState> state = model.state();
        boolean scenes = state.isPresent() && state.get().about().isEmpty();
        accuracy.setDisable(!scenes);
        if (!scenes && measure.get() == Measure.ACCURACY) {
            measure.set(Measure.AGREEMENT);
            return;
        }
        Optional<Plot> plot = model.plot(measure.get(), axis.get());
        card.setVisible(plot.isPresent());
        exports.setDisable(plot.isEmpty());
        hint.setVisible(plot.isEmpty());
        hint.setText(hintText(state));
        below.setVisible(plot.isPresent());
        below.setManaged(plot.isPresent());
        broken.setVisible(scenes && plot.isPresent());
        broken.setManaged(scenes && plot.isPresent());
        Optional<Drawn> now = model.result()
                .map(found -> new Drawn(
                        state.orElseThrow().order().number(),
                        found.sweeps().size(),
                        found.summaries().size(),
                        measure.get(),
                        axis.get()));
        if (!now.equals(drawn)) {
            drawn = now;
            table.show(model.rows());
            plot.ifPresent(this::draw);
        }
    }

    private void draw(Plot plot) {
        chartTitle.setText(title(plot));
        chartTitle.setTooltip(new Tooltip(plot.measure().hint()));
        legend.show(plot.series());
        chart.show(plot);
        if (chosen < table.getItems().size()) {
            showBroken();
        }
    }

    private String title(Plot plot) {
        int questions = model.result().map(found -> found.sweeps().size()).orElse(0);
        String about = model.state()
                .flatMap(SweepState::about)
                .map(run -> "“" + run.question() + "”")
                .orElse(questions + (questions == 1 ? " scene" : " scenes"));
        String label = plot.measure().label();
        return label.substring(0, 1).toUpperCase(Locale.ROOT) + label.substring(1) + ", " + about;
    }

    private static String hintText(Optional<SweepState> state) {
        if (state.isEmpty()) {
            return "Start answers the shown question once with all visual tokens and then under every chosen rule and"
                    + " ratio. The chart shows how far each trimmed run agrees with the full answer; a click on a point"
                    + " opens its run.";
        }
        return switch (state.get().phase()) {
            case RUNNING ->
                state.get().about().isPresent()
                        ? "Answering with all visual tokens first."
                        : "Points appear once the first scene is finished.";
            case CANCELLED -> "Cancelled before there was a point to show.";
            case FAILED -> "The sweep failed; the message below says why.";
            case FINISHED -> "";
        };
    }

    private void choose(int point) {
        chosen = point;
        chart.choose(point);
        table.choose(point);
        showBroken();
    }

    private void showBroken() {
        SweepModel.Row row = table.getItems().get(chosen);
        String name = String.format(
                Locale.ROOT, "%s at %.0f %%", row.rule(), 100 * row.figures().ratio());
        broken.show(chosen, name, model.broken(chosen));
    }

    private void open(int point) {
        if (model.state().flatMap(SweepState::about).isPresent()) {
            exploration.sweeps().open(point);
            explore.run();
        }
    }

    private void openScene(SceneCase scene) {
        exploration.sweeps().open(scene, chosen);
        explore.run();
    }

    private static MenuItem item(String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setOnAction(event -> action.run());
        return item;
    }

    @Override
    public Node focusStop() {
        return form.firstStop();
    }

    @Override
    public List<Node> tools() {
        return List.of(measures, axes, exports);
    }

    @Override
    public List<Command> commands() {
        return List.of(
                new Command(CommandGroup.VIEWS, "Start the sweep", form::start, Shortcut.control(KeyCode.ENTER))
                        .onlyIf(form::canStart),
                new Command(CommandGroup.VIEWS, "Cancel the sweep", exploration.sweeps()::cancel)
                        .onlyIf(() ->
                                model.state().filter(SweepState::isRunning).isPresent()),
                new Command(CommandGroup.VIEWS, "Export the sweep as CSV", export::csv)
                        .onlyIf(() -> model.result().isPresent()),
                new Command(CommandGroup.VIEWS, "Export the sweep as JSON", export::json)
                        .onlyIf(() -> model.result().isPresent()),
                new Command(CommandGroup.VIEWS, "Export the sweep's chart as PNG", () -> export.picture(card))
                        .onlyIf(() -> model.result().isPresent()));
    }

    @Override
    public void opened() {
        show();
    }

    @Override
    public void closed() {
        // A sweep goes on behind the other panes: it takes long, answers go first, and the status bar can cancel it.
    }
}
