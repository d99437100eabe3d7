package trimscope.app.evidence;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import trimscope.app.command.Command;
import trimscope.app.command.CommandGroup;
import trimscope.app.command.Shortcut;
import trimscope.app.controls.CurveChart;
import trimscope.app.controls.FlatMenu;
import trimscope.app.exploration.Exploration;
import trimscope.app.inference.Findings;
import trimscope.app.workspace.ViewLabel;
import trimscope.app.workspace.WorkspaceView;
import trimscope.core.attention.Sparsity;
import trimscope.core.chat.Trimming;

/** Whether the paper's premise holds for the shown question: four charts, each with what it says. */
public final class EvidenceView extends WorkspaceView {
    private static final ViewLabel LABEL = new ViewLabel(
            "evidence",
            "Evidence",
            "Test the paper's premise",
            "Whether few visual tokens matter, and the same ones in every layer",
            Feather.BAR_CHART_2,
            Shortcut.functional(KeyCode.F4, "F4"));

    private final Exploration exploration;
    private final RetainedBars retained = new RetainedBars();
    private final FigureGrid overlap = new FigureGrid();
    private final CurveChart lorenz = new CurveChart();
    private final CurveLegend legend = new CurveLegend();
    private final FigureGrid byHead = new FigureGrid();
    private final FlatMenu heads = new FlatMenu("evidence-head", "Whose attention the curves show");
    private final FlatMenu figures = new FlatMenu("evidence-figure", "What the cells show");
    private final ObjectProperty<OptionalInt> head = new SimpleObjectProperty<>(OptionalInt.empty());
    private final BooleanProperty effective = new SimpleBooleanProperty(true);
    private final Card retainedCard;
    private final Card overlapCard;
    private final Card lorenzCard;
    private final Card headCard;
    private final CardGrid cards;
    private final ScrollPane scroll;
    private final Label hint = new Label();
    private final Button answerInFull = new Button("Answer with all tokens");

    public EvidenceView(Exploration exploration) {
        super(LABEL);
        this.exploration = exploration;
        Paper paper = new Paper(exploration);
        retainedCard = new Card(
                "Do later layers look at the kept tokens?",
                new Region(),
                retained,
                "what the first layer passes over, the others do too",
                paper::open);
        overlapCard = new Card(
                "Do the layers choose the same tokens?",
                new Region(),
                overlap,
                "cross-attention is alike from layer to layer",
                paper::open);
        lorenz.showDiagonal();
        lorenz.getStyleClass().add("lorenz");
        VBox curves = new VBox(4, lorenz, legend);
        VBox.setVgrow(lorenz, Priority.ALWAYS);
        lorenzCard = new Card("Is attention sparse?", heads, curves, "cross-attention is sparse", paper::open);
        headCard =
                new Card("Is every head sparse?", figures, byHead, "each head looks at tokens of its own", paper::open);
        cards = new CardGrid(List.of(retainedCard, overlapCard, lorenzCard, headCard));
        scroll = new ScrollPane(cards);
        arrange();
        fillMenus();
        head.subscribe(this::show);
        effective.subscribe(this::show);
        exploration.premise().evidenceProperty().subscribe(found -> show());
        exploration.premise().fullProperty().subscribe(full -> show());
        exploration.runProperty().subscribe(run -> show());
    }

    private void arrange() {
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setId("evidence-scroll");
        hint.setId("evidence-hint");
        hint.getStyleClass().add("empty-hint");
        hint.setWrapText(true);
        answerInFull.setId("evidence-full");
        answerInFull.getStyleClass().add(Styles.ACCENT);
        answerInFull.setTooltip(
                new Tooltip("Answers the shown question without trimming, for its attention on all tokens"));
        answerInFull.setOnAction(event ->
                exploration.runProperty().get().ifPresent(run -> exploration.answerUnder(run, Trimming.none())));
        VBox empty = new VBox(8, hint, answerInFull);
        empty.setAlignment(Pos.CENTER);
        getStyleClass().add("evidence");
        getChildren().addAll(scroll, empty);
        empty.visibleProperty().bind(cards.visibleProperty().not());
    }

    private void fillMenus() {
        heads.textProperty()
                .bind(head.map(chosen -> chosen.isPresent() ? "head " + chosen.getAsInt() : "mean of all heads"));
        figures.textProperty().bind(effective.map(counts -> counts ? "effective tokens" : "Gini coefficient"));
        MenuItem effectiveTokens = new MenuItem("effective tokens");
        effectiveTokens.setOnAction(event -> effective.set(true));
        MenuItem gini = new MenuItem("Gini coefficient");
        gini.setId("figure-gini");
        gini.setOnAction(event -> effective.set(false));
        figures.getItems().addAll(effectiveTokens, gini);
    }

    private void listHeads(int count) {
        if (heads.getItems().size() == count + 1) {
            return;
        }
        MenuItem mean = new MenuItem("mean of all heads");
        mean.setOnAction(event -> head.set(OptionalInt.empty()));
        heads.getItems().setAll(mean);
        for (int i = 0; i < count; i++) {
            int chosen = i;
            MenuItem item = new MenuItem("head " + i);
            item.setOnAction(event -> head.set(OptionalInt.of(chosen)));
            heads.getItems().add(item);
        }
    }

    private void show() {
        Optional<Findings> found = exploration.premise().evidenceProperty().get();
        cards.setVisible(found.isPresent());
        boolean lacksFull = exploration.runProperty().get().isPresent()
                && exploration.premise().fullProperty().get().isEmpty();
        if (answerInFull.isFocused() && !lacksFull) {
            scroll.requestFocus();
        }
        answerInFull.setVisible(lacksFull);
        if (exploration.runProperty().get().isEmpty()) {
            hint.setText("Ask a question: its attention is the evidence.");
        } else if (lacksFull) {
            hint.setText(
                    "The evidence is the attention of the run that sees all visual tokens. This question has none yet.");
        } else {
            hint.setText("Reading the attention of the full run.");
        }
        found.ifPresent(this::draw);
    }

    private void draw(Findings found) {
        EvidenceModel model = new EvidenceModel(exploration, found);
        listHeads(model.heads());
        OptionalInt chosen =
                head.get().isPresent() && head.get().getAsInt() < model.heads() ? head.get() : OptionalInt.empty();
        retained.show(found.evidence().retained(), model.keptShare());
        retainedCard.say(model.retainedSentence());
        overlap.show(
                model.layerNames(),
                model.layerNames(),
                model.overlaps(),
                0,
                1,
                value -> String.format(Locale.ROOT, "%.2f", value));
        overlapCard.say(model.overlapSentence());
        lorenz.show(model.lorenz(chosen), 1);
        legend.show(model, chosen);
        lorenzCard.say(
                "Share of the attention on the lightest tokens, from 0 to 100 %. On the diagonal every token would have"
                        + " the same (Gini 0); the deeper a curve sags, the fewer tokens hold it all.");
        showHeads(model);
    }

    private void showHeads(EvidenceModel model) {
        boolean counts = effective.get();
        List<List<Double>> values = model.byHead(counts ? Sparsity::effectiveTokens : Sparsity::gini);
        byHead.show(
                model.layerNames(),
                model.headNames(),
                values,
                counts ? 1 : 0,
                counts ? model.candidates() : 1,
                value -> String.format(Locale.ROOT, counts ? "%.0f" : "%.2f", value));
        headCard.say(
                counts
                        ? "So many tokens of equal weight, of " + model.candidates()
                                + ", would have the same entropy: the fewer, the less the head needs."
                        : "Gini coefficient of each head's attention: 0 if all tokens weigh the same, towards 1 if few have it all.");
    }

    @Override
    public Node focusStop() {
        return scroll;
    }

    @Override
    public List<Command> commands() {
        return List.of(new Command(
                CommandGroup.VIEWS, "Show the heads' Gini or effective tokens", () -> effective.set(!effective.get())));
    }

    @Override
    public void opened() {
        exploration.premise().setFollowed(true);
    }

    @Override
    public void closed() {
        exploration.premise().setFollowed(false);
    }
}
