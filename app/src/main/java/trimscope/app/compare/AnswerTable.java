package trimscope.app.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import trimscope.core.evaluation.Comparison;

/** Both answers above each other, word by word, each word with its probability under both runs. */
final class AnswerTable extends ScrollPane {
    private static final List<String> SIDES = List.of("A", "B");
    private static final List<String> FIGURES = List.of("p, A", "p, B", "KL");

    private final CompareModel model;
    private final FlowPane flow = new FlowPane();
    private final List<CellView> cells = new ArrayList<>();

    AnswerTable(CompareModel model) {
        this.model = model;
        setId("aligned-answers");
        getStyleClass().add("aligned-answers");
        flow.getStyleClass().add("aligned-flow");
        setContent(flow);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setAccessibleText("Both answers word by word; arrow keys choose a word");
        model.answersProperty().subscribe(answers -> fill());
        model.selectedProperty().subscribe(selected -> mark());
        model.pair().comparisonProperty().subscribe(comparison -> fillFigures());
    }

    private void fill() {
        AlignedAnswers answers = model.answersProperty().get();
        OptionalInt parting = answers.firstDivergence();
        flow.getChildren().clear();
        cells.clear();
        if (answers.cells().isEmpty()) {
            return;
        }
        VBox names = new VBox();
        names.getStyleClass().addAll("aligned-cell", "aligned-names");
        SIDES.forEach(side -> names.getChildren().add(name(side, "aligned-nothing")));
        FIGURES.forEach(figure -> names.getChildren().add(name(figure, "aligned-figure")));
        flow.getChildren().add(names);
        for (int i = 0; i < answers.cells().size(); i++) {
            int at = i;
            CellView cell = new CellView(
                    answers.cells().get(i), parting.isPresent() && parting.getAsInt() == i, () -> model.select(at));
            cells.add(cell);
            flow.getChildren().add(cell);
        }
        fillFigures();
        mark();
    }

    private static Label name(String text, String style) {
        Label name = new Label(text);
        name.getStyleClass().add(style);
        return name;
    }

    private void fillFigures() {
        Optional<Comparison> comparison = model.pair().comparisonProperty().get();
        int prompt = model.promptLength();
        for (CellView cell : cells) {
            cell.setFigures(
                    comparison.flatMap(known -> cell.cell().first().map(word -> CellFigures.of(word, known, prompt))));
        }
    }

    private void mark() {
        OptionalInt selected = model.selectedProperty().get();
        for (int i = 0; i < cells.size(); i++) {
            cells.get(i).setSelected(selected.isPresent() && selected.getAsInt() == i);
        }
        selected.ifPresent(at -> {
            if (at < cells.size()) {
                reveal(cells.get(at));
            }
        });
    }

    /** Scrolls as far as it takes to see a cell. */
    private void reveal(CellView cell) {
        double room = flow.getHeight() - getViewportBounds().getHeight();
        double top = cell.getBoundsInParent().getMinY();
        double bottom = cell.getBoundsInParent().getMaxY();
        double shownFrom = getVvalue() * room;
        if (room > 0 && top < shownFrom) {
            setVvalue(top / room);
        } else if (room > 0 && bottom > shownFrom + getViewportBounds().getHeight()) {
            setVvalue((bottom - getViewportBounds().getHeight()) / room);
        }
    }
}
