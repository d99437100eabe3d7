package trimscope.app.compare;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.IntConsumer;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.control.ScrollPane;
import trimscope.core.evaluation.Comparison;

/** Both answers above each other, word by word, each word with its probability under both runs. */
final class AnswerTable extends ScrollPane {
    private final AlignedFlow flow;
    private OptionalInt toReveal = OptionalInt.empty();

    AnswerTable(CompareModel model) {
        this(model::select);
        model.answersProperty().subscribe(this::show);
        model.pair().comparisonProperty().subscribe(comparison -> showFigures(figures(model)));
        model.answersProperty().subscribe(answers -> showFigures(figures(model)));
        model.selectedProperty().subscribe(this::showSelected);
    }

    /** @param select takes the number of a cell that was clicked */
    AnswerTable(IntConsumer select) {
        flow = new AlignedFlow(select);
        setId("aligned-answers");
        getStyleClass().add("aligned-answers");
        setContent(flow);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setAccessibleText("Both answers word by word; arrow keys choose a word");
        vvalueProperty().addListener(source -> see());
        viewportBoundsProperty().addListener(source -> see());
        flow.heightProperty().addListener(source -> see());
    }

    private static Function<AlignedCell, Optional<CellFigures>> figures(CompareModel model) {
        Optional<Comparison> comparison = model.pair().comparisonProperty().get();
        int prompt = model.promptLength();
        return cell -> comparison.flatMap(known -> cell.first().map(word -> CellFigures.of(word, known, prompt)));
    }

    void show(AlignedAnswers answers) {
        toReveal = OptionalInt.empty();
        flow.show(answers);
        setVvalue(0);
    }

    void showFigures(Function<AlignedCell, Optional<CellFigures>> figures) {
        flow.showFigures(figures);
    }

    /** Marks a cell and scrolls as far as it takes to see it. */
    void showSelected(OptionalInt selected) {
        flow.showSelected(selected);
        toReveal = selected;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        if (toReveal.isPresent()) {
            // The words have their places only after this pass.
            Platform.runLater(this::reveal);
        }
    }

    private void see() {
        double top = getVvalue() * Math.max(0, hidden());
        flow.see(top, top + getViewportBounds().getHeight());
    }

    private double hidden() {
        return flow.getHeight() - getViewportBounds().getHeight();
    }

    private void reveal() {
        if (toReveal.isPresent()) {
            Bounds place = flow.place(toReveal.getAsInt());
            toReveal = OptionalInt.empty();
            double hidden = hidden();
            double seenFrom = getVvalue() * hidden;
            if (hidden > 0 && place.getMinY() < seenFrom) {
                setVvalue(place.getMinY() / hidden);
            } else if (hidden > 0
                    && place.getMaxY() > seenFrom + getViewportBounds().getHeight()) {
                setVvalue((place.getMaxY() - getViewportBounds().getHeight()) / hidden);
            }
        }
    }
}
