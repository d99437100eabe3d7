package trimscope.app.compare;

import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.VBox;

/** One word of both answers above each other, with its figures; a click selects it. */
final class CellView extends VBox {
    private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

    private final AlignedCell cell;
    private final Label first = figure();
    private final Label second = figure();
    private final Label divergence = figure();
    private final Tooltip tooltip = new Tooltip();

    /** @param parting whether the answers part here for the first time */
    CellView(AlignedCell cell, boolean parting, Runnable select) {
        this.cell = cell;
        getStyleClass().add("aligned-cell");
        if (!cell.equal()) {
            getStyleClass().add("differing");
        }
        if (parting) {
            getStyleClass().add("parting");
        }
        setAccessibleRole(AccessibleRole.TOGGLE_BUTTON);
        Label one = new Label(AlignedCell.text(cell.first()));
        Label other = new Label(AlignedCell.text(cell.second()));
        one.getStyleClass().add(cell.first().isPresent() ? "aligned-word" : "aligned-nothing");
        other.getStyleClass().add(cell.second().isPresent() ? "aligned-word" : "aligned-nothing");
        getChildren().addAll(one, other, first, second, divergence);
        Tooltip.install(this, tooltip);
        setFigures(Optional.empty());
        setOnMouseClicked(event -> {
            if (event.getButton() == MouseButton.PRIMARY) {
                select.run();
            }
        });
    }

    AlignedCell cell() {
        return cell;
    }

    void setSelected(boolean now) {
        pseudoClassStateChanged(SELECTED, now);
    }

    void setFigures(Optional<CellFigures> figures) {
        first.setText(
                figures.map(known -> CellFigures.probability(known.first())).orElse("–"));
        second.setText(
                figures.map(known -> CellFigures.probability(known.second())).orElse("–"));
        divergence.setText(
                figures.map(known -> CellFigures.nats(known.divergence())).orElse("–"));
        String words = "A: " + AlignedCell.text(cell.first()) + "   B: " + AlignedCell.text(cell.second());
        String text = words
                + figures.map(known -> "\nprobability of A's word " + first.getText() + " under A, " + second.getText()
                                + " under B\nKL divergence " + divergence.getText() + " nats"
                                + known.instead()
                                        .map(instead -> "\nB would go on with “" + instead + "”")
                                        .orElse(""))
                        .orElse(cell.first().isEmpty() ? "\nonly B has this" : "");
        tooltip.setText(text);
        setAccessibleText(text);
    }

    private static Label figure() {
        Label label = new Label();
        label.getStyleClass().add("aligned-figure");
        return label;
    }
}
