package trimscope.app.controls;

import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Costs as a table: one run, another run, ratio. */
public final class CostTable extends GridPane {
    private static final List<HPos> COLUMNS = List.of(HPos.LEFT, HPos.RIGHT, HPos.RIGHT, HPos.RIGHT);

    private final HBox head;

    public CostTable() {
        this(new Region());
    }

    /** @param beside stands beside the title of the first column */
    public CostTable(Node beside) {
        head = new HBox(8, cell("cost", "muted"), beside);
        head.setAlignment(Pos.BASELINE_LEFT);
        getStyleClass().add("cost-table");
        for (HPos alignment : COLUMNS) {
            ColumnConstraints constraints = new ColumnConstraints();
            constraints.setHalignment(alignment);
            if (alignment == HPos.RIGHT) {
                constraints.setMinWidth(USE_PREF_SIZE);
            }
            constraints.setHgrow(alignment == HPos.LEFT ? Priority.ALWAYS : Priority.NEVER);
            getColumnConstraints().add(constraints);
        }
    }

    /**
     * Shows costs.
     *
     * @param full title of the first figures
     * @param own title of the second figures
     */
    public void show(String full, String own, List<CostRow> rows) {
        getChildren().clear();
        addRow(0, head, cell(full, "muted"), cell(own, "muted"), cell("ratio", "muted"));
        int at = 1;
        for (CostRow row : rows) {
            Region rule = new Region();
            rule.getStyleClass().add("rule");
            add(rule, 0, at++, COLUMNS.size(), 1);
            addRow(
                    at++,
                    cell(row.name(), "muted"),
                    cell(row.fullText(), "figure"),
                    cell(row.ownText(), "figure"),
                    cell(row.ratioText(), row.saves() ? "saving" : "figure"));
        }
        if (rows.stream().anyMatch(CostRow::fullIsComputed)) {
            add(cell(CostRow.COMPUTED + " computed, the rest is measured", "caption"), 0, at, 4, 1);
        }
    }

    private static Label cell(String text, String style) {
        Label label = new Label(text);
        label.getStyleClass().add(style);
        return label;
    }
}
