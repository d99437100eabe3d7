package trimscope.app.compare;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import trimscope.app.controls.CostRow;
import trimscope.app.controls.CostTable;
import trimscope.app.exploration.PairState;
import trimscope.core.evaluation.Comparison;
import trimscope.core.evaluation.ForcedToken;

/** How far two answers agree, in one number and few words, and what both runs cost. */
final class PairFigures extends ScrollPane {
    private final CompareModel model;
    private final Label agreement = new Label();
    private final Label explanation = text();
    private final Label parting = text();
    private final Label probability = text();
    private final Label waiting = text();
    private final Button action = new Button();
    private final ProgressBar progress = new ProgressBar();
    private final CostTable costs = new CostTable();
    private final HBox headline;

    PairFigures(CompareModel model, Obstacles obstacles) {
        this.model = model;
        setId("pair-figures");
        agreement.setId("agreement");
        agreement.getStyleClass().add("big-figure");
        explanation.setId("agreement-explained");
        parting.setId("parting");
        parting.getStyleClass().remove("caption");
        probability.setId("pair-probability");
        waiting.setId("pair-waiting");
        action.setId("pair-action");
        action.getStyleClass().add(Styles.SMALL);
        progress.setMaxWidth(Double.MAX_VALUE);
        progress.getStyleClass().add(Styles.SMALL);
        progress.progressProperty().bind(model.pair().progressProperty());
        Label word = new Label("agreement");
        word.getStyleClass().add("muted");
        headline = new HBox(8, agreement, word);
        headline.getStyleClass().add("agreement-line");
        VBox content = new VBox(8, waiting, progress, action, headline, explanation, parting, probability, costs);
        content.getStyleClass().add("pair-figures");
        setContent(content);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        model.pair().stateProperty().subscribe(state -> show(obstacles));
        model.pair().comparisonProperty().subscribe(comparison -> show(obstacles));
        model.pair().sidesProperty().subscribe(run -> show(obstacles));
    }

    private void show(Obstacles obstacles) {
        Optional<Comparison> comparison = model.pair().comparisonProperty().get();
        Optional<Obstacles.Obstacle> obstacle = obstacles.now();
        put(waiting, obstacle.isPresent());
        waiting.setText(obstacle.map(Obstacles.Obstacle::sentence).orElse(""));
        put(action, obstacle.flatMap(Obstacles.Obstacle::remedy).isPresent());
        obstacle.flatMap(Obstacles.Obstacle::remedy).ifPresent(remedy -> {
            action.setText(remedy.name());
            action.setOnAction(event -> remedy.action().run());
        });
        put(progress, model.pair().stateProperty().get() == PairState.COMPARING);
        for (Node node : List.of(headline, explanation, parting, probability)) {
            put(node, comparison.isPresent());
        }
        comparison.ifPresent(this::showComparison);
        costs.show("A", "B", CostRow.of(model.pair().first(), model.pair().second()));
    }

    private void showComparison(Comparison found) {
        List<ForcedToken> tokens = found.forced().tokens();
        long agreeing = tokens.stream().filter(ForcedToken::agrees).count();
        agreement.setText(share(found));
        explanation.setText("At " + agreeing + " of " + tokens.size()
                + " places B, reading A's answer token by token, finds A's token the likeliest.");
        parting.setText(partingSentence());
        probability.setText(String.format(
                Locale.ROOT,
                "A's whole answer has the probability %s under A and %s under B; KL divergence %s nats a token.",
                CellFigures.probability(found.forced().referenceProbability()),
                CellFigures.probability(found.forced().probability()),
                CellFigures.nats(found.forced().meanDivergence())));
    }

    /** Of A's tokens that B finds likeliest, in percent. */
    static String share(Comparison found) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * found.agreement());
    }

    private String partingSentence() {
        AlignedAnswers answers = model.answersProperty().get();
        if (answers.firstDivergence().isEmpty()) {
            return "Both answers are the same, word for word.";
        }
        AlignedCell cell = answers.cells().get(answers.firstDivergence().getAsInt());
        return "The answers part at " + side(cell.first().isPresent(), AlignedCell.text(cell.first())) + " in A, "
                + side(cell.second().isPresent(), AlignedCell.text(cell.second())) + " in B.";
    }

    private static String side(boolean there, String text) {
        return there ? "“" + text + "”" : "nothing";
    }

    private static void put(Node node, boolean there) {
        node.setVisible(there);
        node.setManaged(there);
    }

    private static Label text() {
        Label label = new Label();
        label.getStyleClass().add("caption");
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        return label;
    }
}
