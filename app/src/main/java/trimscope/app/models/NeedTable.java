package trimscope.app.models;

import java.util.Optional;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import trimscope.core.memory.MemoryEstimate;
import trimscope.core.memory.MemoryVerdict;

/** What the chosen model needs, share by share, and whether that is there. */
final class NeedTable extends VBox {
    private final GridPane parts = new GridPane();
    private final Label verdict = new Label();

    NeedTable(ModelShelf shelf) {
        super(8);
        setId("model-need");
        parts.getStyleClass().add("need-rows");
        ColumnConstraints wide = new ColumnConstraints();
        wide.setHgrow(Priority.ALWAYS);
        ColumnConstraints numbers = new ColumnConstraints();
        numbers.setHalignment(HPos.RIGHT);
        parts.getColumnConstraints().addAll(wide, numbers);
        verdict.setId("model-verdict");
        verdict.setWrapText(true);
        verdict.setMinHeight(USE_PREF_SIZE);
        getChildren().addAll(parts, verdict);
        shelf.needProperty().subscribe(this::show);
        shelf.chosenProperty().subscribe(() -> {
            if (shelf.needProperty().get().isEmpty()) {
                verdict.setText(shelf.chosenProperty()
                        .get()
                        .flatMap(found -> found.entry().problem())
                        .map(sentence -> "Cannot be loaded: " + sentence)
                        .orElse(""));
            }
        });
    }

    private void show(Optional<ModelShelf.Need> need) {
        parts.getChildren().clear();
        need.ifPresent(known -> {
            int row = 0;
            for (MemoryEstimate.Part part : known.estimate().parts()) {
                if (part.bytes() > 0) {
                    addRow(row++, part.what(), part.bytes(), "caption");
                }
            }
            addRow(row, "needed", known.estimate().needed(), "figure-strong");
            verdict.setText(known.verdict().sentence());
        });
        boolean warns = need.map(ModelShelf.Need::verdict)
                .filter(each -> each.isWarning() || each.level() == MemoryVerdict.Level.REFUSED)
                .isPresent();
        verdict.getStyleClass().setAll("label", warns || need.isEmpty() ? "model-problem" : "muted");
    }

    private void addRow(int row, String what, long bytes, String style) {
        Label name = new Label(what);
        Label number = new Label(MemoryEstimate.gigabytes(bytes));
        name.getStyleClass().add(style);
        number.getStyleClass().add(style);
        number.setMinWidth(USE_PREF_SIZE);
        parts.addRow(row, name, number);
    }
}
