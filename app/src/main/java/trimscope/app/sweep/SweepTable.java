package trimscope.app.sweep;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.IntConsumer;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import trimscope.app.sweep.SweepModel.Row;

/** Every point's figures. */
final class SweepTable extends TableView<Row> {
    /** Size of the headers' type for which the widths of the columns are given. */
    private static final double TYPE = 11;

    private final TableColumn<Row, String> accuracy = column("true", 58, SweepTable::accuracy);
    private final TableColumn<Row, String> broken = column(
            "broken",
            64,
            row -> row.broken().isPresent() ? String.valueOf(row.broken().getAsInt()) : "");

    private double type = TYPE;

    /**
     * @param onChosen hears of the row that people step to, by the point's place in the sweep
     * @param onOpened hears of the row that they press Enter or click twice on
     */
    SweepTable(IntConsumer onChosen, IntConsumer onOpened) {
        setId("sweep-table");
        getStyleClass().addAll(Styles.DENSE, Tweaks.EDGE_TO_EDGE, "sweep-table");
        setAccessibleText("Figures of every rule and ratio");
        setPlaceholder(new Label(""));
        TableColumn<Row, String> rule = column("rule", 112, Row::rule);
        rule.getStyleClass().remove("figure-column");
        getColumns()
                .setAll(List.of(
                        rule,
                        column("per head", 72, row -> percent(row.figures().ratio(), 0)),
                        column("kept", 62, row -> percent(row.figures().keptShare(), 1)),
                        column("agreement", 82, row -> percent(row.figures().agreement(), 1)),
                        accuracy,
                        broken,
                        column(
                                "probability",
                                84,
                                row -> number("%.4f", row.figures().probability())),
                        column(
                                "KL a token",
                                80,
                                row -> number("%.5f", row.figures().divergence())),
                        column("retained", 70, row -> percent(row.figures().retainedMass(), 1)),
                        column(
                                "cache",
                                74,
                                row -> Measure.Unit.BYTES.format(row.figures().cacheBytes())),
                        column(
                                "prefill",
                                66,
                                row -> Measure.Unit.MILLIS.format(row.figures().prefillMillis())),
                        column(
                                "per token",
                                72,
                                row -> Measure.Unit.MILLIS.format(row.figures().millisPerToken()))));
        getSelectionModel().selectedItemProperty().addListener((source, before, row) -> {
            if (row != null) {
                onChosen.accept(row.index());
            }
        });
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            Row row = getSelectionModel().getSelectedItem();
            if (event.getCode() == KeyCode.ENTER && row != null) {
                onOpened.accept(row.index());
                event.consume();
            }
        });
        setRowFactory(table -> {
            TableRow<Row> row = new TableRow<>();
            row.setOnMouseClicked(event -> {
                if (event.getClickCount() == 2 && !row.isEmpty()) {
                    onOpened.accept(row.getItem().index());
                }
            });
            return row;
        });
    }

    /** Columns are as wide as the type is large: their widths know no unit but pixels. */
    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        if (lookup(".column-header .label") instanceof Labeled header
                && header.getFont().getSize() != type) {
            double scale = header.getFont().getSize() / type;
            type = header.getFont().getSize();
            getColumns().forEach(column -> column.setPrefWidth(column.getPrefWidth() * scale));
        }
    }

    void show(List<Row> rows) {
        Row before = getSelectionModel().getSelectedItem();
        getItems().setAll(rows);
        boolean scenes = !rows.isEmpty() && rows.get(0).accuracy().isPresent();
        accuracy.setVisible(scenes);
        broken.setVisible(scenes);
        if (before != null) {
            choose(before.index());
        }
    }

    /** Selects the row of a point. */
    void choose(int index) {
        Row selected = getSelectionModel().getSelectedItem();
        if (selected == null || selected.index() != index) {
            getItems().stream().filter(row -> row.index() == index).findFirst().ifPresent(row -> {
                getSelectionModel().select(row);
                scrollTo(row);
            });
        }
    }

    private static String accuracy(Row row) {
        return row.accuracy().isPresent() ? percent(row.accuracy().getAsDouble(), 1) : "";
    }

    private static String percent(double share, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f %%", 100 * share);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static TableColumn<Row, String> column(String name, double width, Function<Row, String> text) {
        TableColumn<Row, String> column = new TableColumn<>(name);
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        column.getStyleClass().add("figure-column");
        column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(text.apply(cell.getValue())));
        return column;
    }
}
