package trimscope.app.trimming;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import trimscope.app.command.Command;
import trimscope.app.command.CommandGroup;
import trimscope.app.controls.CostTable;
import trimscope.app.controls.SectionHeader;
import trimscope.app.exploration.Exploration;

/** The keep ratio, the rule, what they keep while the ratio is dragged, and what that costs. */
public final class TrimPane extends BorderPane {
    private final Exploration exploration;
    private final TrimModel model;
    private final RatioControl ratio;
    private final UnionCurve union = new UnionCurve();
    private final VoteBars votes = new VoteBars();
    private final Label kept = new Label();
    private final Label keptPercent = new Label();
    private final ProgressBar share = new ProgressBar(0);
    private final CostTable costs;
    private final Label note = new Label();
    private final Hyperlink compare = new Hyperlink("Answer with all tokens to compare");
    private final LaterTurnsChoice laterTurns;
    private final FormulaLink formulas;
    private final InvalidationListener onCosts = source -> showCosts();

    public TrimPane(Exploration exploration) {
        this.exploration = exploration;
        model = new TrimModel(exploration);
        setId("trim");
        getStyleClass().add("trim");
        ratio = new RatioControl(exploration);
        laterTurns = new LaterTurnsChoice(exploration.trim());
        formulas = new FormulaLink(exploration);
        costs = new CostTable(formulas);
        CheckBox live = new CheckBox("answer while dragging");
        live.setId("live");
        live.getStyleClass().add("quiet-check");
        live.setTooltip(new Tooltip("Answers again at every ratio on the way, not only at the one you stop at"));
        ratio.liveProperty().bind(live.selectedProperty());
        setTop(new SectionHeader("Trim", live));
        VBox keeping = new VBox(4, keptLine(), share);
        LostLine lost = new LostLine(exploration);
        VBox content = new VBox(
                6, ratio, keeping, new RuleChoice(exploration), laterTurns, lost, costs, note, compare, charts());
        content.getStyleClass().add("trim-content");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        setCenter(scroll);
        share.setId("kept-share");
        share.setMaxWidth(Double.MAX_VALUE);
        share.getStyleClass().add(Styles.MEDIUM);
        note.getStyleClass().add("caption");
        compare.setId("compare");
        compare.setOnAction(event -> {
            exploration.trim().percentProperty().set(100);
            exploration.answerAtChosenRatio();
        });
        follow();
        showRatio();
        showCosts();
    }

    /** What can be done here. */
    public List<Command> commands() {
        List<Command> commands = new ArrayList<>(laterTurns.commands());
        commands.add(
                new Command(CommandGroup.TRIMMING, "Show the cost formulas", formulas::open).onlyIf(formulas::canOpen));
        return commands;
    }

    private Node charts() {
        HBox charts = new HBox(16, chart("kept share by ratio", union), chart("tokens by votes", votes));
        charts.getStyleClass().add("trim-charts");
        return charts;
    }

    private static Node chart(String name, Region drawing) {
        Label title = new Label(name);
        title.getStyleClass().add("caption");
        VBox chart = new VBox(4, title, drawing);
        chart.setMinWidth(0);
        chart.setPrefWidth(100);
        HBox.setHgrow(chart, Priority.ALWAYS);
        return chart;
    }

    private Node keptLine() {
        kept.setId("kept");
        keptPercent.getStyleClass().add("figure-strong");
        keptPercent.setId("kept-percent");
        keptPercent.setMinWidth(USE_PREF_SIZE);
        return line(kept, keptPercent);
    }

    private static HBox line(Node left, Node right) {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox line = new HBox(8, left, space, right);
        line.setAlignment(Pos.BASELINE_LEFT);
        return line;
    }

    private void follow() {
        exploration.trim().percentProperty().addListener((source, before, after) -> showRatio());
        exploration.trim().keptProperty().addListener((source, before, after) -> showRatio());
        exploration.runProperty().addListener((source, before, after) -> {
            before.ifPresent(run -> {
                run.stateProperty().removeListener(onCosts);
                run.prefillProperty().removeListener(onCosts);
            });
            after.ifPresent(run -> {
                run.stateProperty().addListener(onCosts);
                run.prefillProperty().addListener(onCosts);
            });
            showCosts();
        });
    }

    private void showRatio() {
        ratio.showPerHead(model.perHead());
        union.setPoint(exploration.trim().ratio(), model.keptShare().orElse(1));
        votes.show(model.votes());
        kept.setText(model.keptSentence());
        keptPercent.setText(model.keptPercent());
        share.setProgress(model.keptShare().orElse(0));
    }

    private void showCosts() {
        ratio.setDisable(exploration.runProperty().get().isEmpty());
        union.setCurve(model.unionShares());
        costs.show("full", "this run", model.costs());
        note.setText(model.costNote());
        note.setVisible(!note.getText().isEmpty());
        note.setManaged(note.isVisible());
        formulas.setVisible(formulas.canOpen());
        compare.setVisible(model.lacksBaseline());
        compare.setManaged(model.lacksBaseline());
        showRatio();
    }
}
