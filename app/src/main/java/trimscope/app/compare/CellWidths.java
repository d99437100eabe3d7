package trimscope.app.compare;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import trimscope.app.exploration.Word;

/** How wide cells are, without a cell: by their words in the fonts that the names of the rows have. */
final class CellWidths {
    /** Padding and border of a cell, and a pixel for rounding. */
    private static final double SIDES = 12;

    private final Text measure = new Text();
    private final Map<String, Double> known = new HashMap<>();
    private Font words = Font.getDefault();
    private double figures;

    /** @param changed told when all widths may be others */
    void follow(VBox names, Runnable changed) {
        Label word = (Label) names.getChildren().get(0);
        Label figure = (Label) names.getChildren().get(names.getChildren().size() - 1);
        figure.fontProperty().subscribe(font -> {
            measure.setFont(font);
            figures = Stream.of("0.000", "<.001", "00.0")
                    .mapToDouble(this::measured)
                    .max()
                    .orElse(0);
            changed.run();
        });
        word.fontProperty().subscribe(font -> {
            words = font;
            known.clear();
            changed.run();
        });
    }

    double of(AlignedCell cell) {
        boolean bold = !cell.equal();
        return SIDES + Math.max(figures, Math.max(width(cell.first(), bold), width(cell.second(), bold)));
    }

    private double width(Optional<Word> side, boolean bold) {
        return known.computeIfAbsent(AlignedCell.text(side) + (bold ? "\n" : ""), key -> {
            measure.setFont(bold ? Font.font(words.getFamily(), FontWeight.BOLD, words.getSize()) : words);
            return measured(AlignedCell.text(side));
        });
    }

    private double measured(String text) {
        measure.setText(text);
        return measure.getLayoutBounds().getWidth();
    }
}
