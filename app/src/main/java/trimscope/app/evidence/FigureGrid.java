package trimscope.app.evidence;

import java.util.List;
import java.util.function.DoubleFunction;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Background;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.scene.paint.Color;
import trimscope.core.overlay.ColorTable;

/** Numbers in rows and columns, each on its colour. */
final class FigureGrid extends GridPane {
    /** Above this many columns a cell has room for its colour alone; the number is in its tooltip. */
    private static final int NUMBERED_COLUMNS = 12;

    FigureGrid() {
        setHgap(2);
        setVgap(2);
    }

    /**
     * Shows a table.
     *
     * @param rows names, one a row of values
     * @param columns names, one a value of each row
     * @param low value of the darkest colour
     * @param high value of the brightest colour
     */
    void show(
            List<String> rows,
            List<String> columns,
            List<List<Double>> values,
            double low,
            double high,
            DoubleFunction<String> format) {
        getChildren().clear();
        getColumnConstraints().clear();
        getRowConstraints().clear();
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(USE_PREF_SIZE);
        getColumnConstraints().add(names);
        RowConstraints header = new RowConstraints();
        header.setMinHeight(USE_PREF_SIZE);
        getRowConstraints().add(header);
        boolean numbered = columns.size() <= NUMBERED_COLUMNS;
        for (int column = 0; column < columns.size(); column++) {
            ColumnConstraints even = new ColumnConstraints(4, 30, Double.MAX_VALUE);
            even.setHgrow(Priority.ALWAYS);
            even.setHalignment(HPos.CENTER);
            getColumnConstraints().add(even);
            add(name(numbered || column % 4 == 0 ? columns.get(column) : ""), column + 1, 0);
        }
        for (int row = 0; row < rows.size(); row++) {
            RowConstraints even = new RowConstraints(USE_COMPUTED_SIZE, 26, 60);
            even.setVgrow(Priority.ALWAYS);
            getRowConstraints().add(even);
            add(name(rows.get(row)), 0, row + 1);
            for (int column = 0; column < columns.size(); column++) {
                double value = values.get(row).get(column);
                String words = format.apply(value);
                Label cell = cell(numbered ? words : "", high > low ? (value - low) / (high - low) : 0.5);
                cell.setTooltip(new Tooltip(rows.get(row) + ", " + columns.get(column) + ": " + words));
                add(cell, column + 1, row + 1);
            }
        }
    }

    private static Label cell(String text, double brightness) {
        int argb = ColorTable.VIRIDIS.argb(Math.max(0, Math.min(1, brightness)));
        Color color = Color.rgb(argb >> 16 & 0xFF, argb >> 8 & 0xFF, argb & 0xFF);
        Label cell = new Label(text);
        cell.getStyleClass().add("figure-cell");
        cell.setBackground(new Background(new BackgroundFill(color, new CornerRadii(3), null)));
        cell.setTextFill(luminance(color) > 0.18 ? Color.BLACK : Color.WHITE);
        cell.setMinWidth(4);
        cell.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
        return cell;
    }

    /** Relative luminance (WCAG 2): black and white are equally readable at 0.18. */
    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }

    private static Label name(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("chart-axis");
        label.setMinWidth(text.startsWith("layer") ? USE_PREF_SIZE : 0);
        return label;
    }
}
