package trimscope.app.controls;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;

/** Curves from 0 to 1 over 0 … 100 %, with a dashed mark and, where evenness is the question, the diagonal. */
public final class CurveChart extends Region {
    private static final double LEFT = 28;
    private static final double BOTTOM = 20;
    private static final double TOP = 8;
    private static final double RIGHT = 24;

    private final List<Line> lines = new ArrayList<>();
    private final List<Label> vertical = List.of(axis("0"), axis("0.5"), axis("1"));
    private final List<Label> horizontal = List.of(axis("0 %"), axis("50 %"), axis("100 %"));
    private final Line mark = new Line();
    private final Line diagonal = new Line();
    private final List<Polyline> curves = new ArrayList<>();
    private List<List<Double>> shown = List.of();
    private double markAt = 1;

    public CurveChart() {
        setMinSize(80, 40);
        for (int i = 0; i < 3; i++) {
            Line line = new Line();
            line.getStyleClass().add("chart-grid-line");
            lines.add(line);
        }
        mark.getStyleClass().add("chart-mark");
        getChildren().addAll(lines);
        getChildren().addAll(vertical);
        getChildren().addAll(horizontal);
        diagonal.getStyleClass().add("chart-grid-line");
        diagonal.setVisible(false);
        getChildren().addAll(diagonal, mark);
    }

    /** Shows the diagonal, where every token would have the same. */
    public void showDiagonal() {
        diagonal.setVisible(true);
    }

    /**
     * Shows curves.
     *
     * @param data values at even steps from 0 to 100 %, 0 … 1
     * @param markedShare where the mark stands, 0 … 1; at 1 there is none
     */
    public void show(List<List<Double>> data, double markedShare) {
        shown = data;
        markAt = markedShare;
        getChildren().removeAll(curves);
        curves.clear();
        for (int i = 0; i < data.size(); i++) {
            Polyline curve = new Polyline();
            curve.getStyleClass().addAll("chart-curve", series(i), "dash-" + i % 4);
            curves.add(curve);
        }
        getChildren().addAll(curves);
        requestLayout();
    }

    /** Style class of the n-th curve. */
    public static String series(int index) {
        return "series-" + index % 8;
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth() - LEFT - RIGHT;
        double height = getHeight() - TOP - BOTTOM;
        for (int i = 0; i < 3; i++) {
            double y = Math.rint(TOP + height * (1 - i / 2.0)) + 0.5;
            place(lines.get(i), LEFT, y, LEFT + width, y);
            Label number = vertical.get(i);
            number.autosize();
            number.relocate(LEFT - 6 - number.getWidth(), Math.rint(y - number.getHeight() / 2));
            Label percent = horizontal.get(i);
            percent.autosize();
            double x = LEFT + width * i / 2 - percent.getWidth() / 2;
            percent.relocate(Math.rint(Math.min(x, getWidth() - percent.getWidth())), Math.rint(TOP + height + 3));
        }
        double x = Math.rint(LEFT + width * markAt) + 0.5;
        mark.setVisible(markAt < 1 && !shown.isEmpty());
        place(mark, x, TOP, x, TOP + height);
        place(diagonal, LEFT, TOP + height, LEFT + width, TOP);
        for (int i = 0; i < curves.size(); i++) {
            List<Double> shares = shown.get(i);
            List<Double> points = new ArrayList<>();
            for (int step = 0; step < shares.size(); step++) {
                points.add(LEFT + width * step / (shares.size() - 1));
                points.add(TOP + height * (1 - Math.min(1, shares.get(step))));
            }
            curves.get(i).getPoints().setAll(points);
        }
    }

    private static void place(Line line, double x0, double y0, double x1, double y1) {
        line.setStartX(x0);
        line.setStartY(y0);
        line.setEndX(x1);
        line.setEndY(y1);
    }

    private static Label axis(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("chart-axis");
        return label;
    }
}
