package trimscope.app.compare;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;
import trimscope.app.controls.SectionHeader;

/**
 * The answers word by word with the figures about them at their right, or one of both at a time where a line would have too few
 * words.
 */
final class AnswersAndFigures extends Pane {
    /** Below the header, so that there is something to be seen of either. */
    private static final double LOWEST_CONTENT = 60;

    private final CompareModel model;
    private final ToggleButton page = new ToggleButton();
    private final SectionHeader header;
    private final Label note = new Label("p and KL: of A's word, given A's words before it.");
    private final AnswerTable answers;
    private final PairFigures figures;

    /** @param words whether words or single tokens are shown */
    AnswersAndFigures(CompareModel model, ToggleButton words, PairFigures figures) {
        this.model = model;
        this.figures = figures;
        answers = new AnswerTable(model);
        getStyleClass().add("compare-below");
        page.setId("compare-figures");
        page.getStyleClass().add("overlay-toggle");
        page.setGraphic(new FontIcon(Feather.CHEVRON_RIGHT));
        page.setMinWidth(USE_PREF_SIZE);
        page.setTooltip(new Tooltip("How far both answers agree and what both runs cost, or the answers again"));
        page.textProperty()
                .bind(model.pair()
                        .comparisonProperty()
                        .map(found -> found.map(PairFigures::share).orElse("–") + " agreement"));
        page.selectedProperty().subscribe(this::requestLayout);
        model.pair().comparisonProperty().subscribe(found -> requestLayout());
        header = new SectionHeader("Answers", page, words);
        note.getStyleClass().addAll("caption", "answers-note");
        note.setWrapText(true);
        note.setTooltip(new Tooltip("""
                Both runs read A's answer token by token. p: how likely each finds A's word.
                KL: how far B's expectation is from A's there, in nats; 0 if they expect the same."""));
        getChildren().addAll(header, note, answers, figures);
    }

    @Override
    protected double computeMinWidth(double height) {
        return Math.max(note.minWidth(-1), figures.minWidth(-1));
    }

    @Override
    protected double computeMinHeight(double width) {
        return header.minHeight(-1) + LOWEST_CONTENT;
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth();
        double height = getHeight();
        boolean beside = width >= note.minWidth(-1) + figures.minWidth(-1);
        boolean compared = model.pair().comparisonProperty().get().isPresent();
        // As long as there is no comparison, the figures say why.
        boolean inFigures = !beside && (page.isSelected() || !compared);
        page.setVisible(!beside && compared);
        page.setManaged(!beside && compared);
        figures.setVisible(beside || inFigures);
        List.of(note, answers).forEach(node -> node.setVisible(!inFigures));

        double left = beside ? width - snapSizeX(figures.prefWidth(-1)) : width;
        double top = snapSizeY(header.prefHeight(left));
        header.resizeRelocate(0, 0, left, top);
        if (beside) {
            figures.resizeRelocate(left, 0, width - left, height);
        } else {
            place(figures, left, top, height);
        }
        double words = top + snapSizeY(note.prefHeight(left));
        note.resizeRelocate(0, top, left, words - top);
        place(answers, left, words, height);
    }

    private static void place(Node node, double width, double top, double bottom) {
        node.resizeRelocate(0, top, width, Math.max(0, bottom - top));
    }
}
