package trimscope.app.trimming;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;

/** Kept share against the ratio per head, with the point where the window stands. */
final class UnionCurve extends Region {
    private static final double SIDE = 4;
    private static final double CURVE = 56;
    private static final int POINTS = 120;

    private final Line equal = new Line();
    private final Line base = new Line();
    private final Polyline curve = new Polyline();
    private final Circle point = new Circle(4);
    private final Label from = new Label("0 %");
    private final Label to = new Label("per head 100 %");
    private List<Double> shares = List.of();
    private double ratio = 1;
    private double share = 1;

    UnionCurve() {
        setId("union-curve");
        setMinSize(80, 72);
        equal.getStyleClass().add("chart-grid-line");
        base.getStyleClass().add("chart-grid-line");
        curve.getStyleClass().addAll("chart-curve", "union-line");
        point.getStyleClass().add("union-point");
        from.getStyleClass().add("chart-axis");
        to.getStyleClass().add("chart-axis");
        getChildren().addAll(equal, base, curve, point, from, to);
    }

    /** Takes the kept shares for k from 1 to all tokens; none hides the curve. */
    void setCurve(List<Double> keptShares) {
        shares = keptShares;
        requestLayout();
    }

    /** Marks where the window stands. */
    void setPoint(double chosenRatio, double keptShare) {
        ratio = chosenRatio;
        share = keptShare;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth() - 2 * SIDE;
        double bottom = getHeight() - foot();
        double height = bottom - SIDE;
        place(base, SIDE, Math.rint(bottom) + 0.5, SIDE + width, Math.rint(bottom) + 0.5);
        place(equal, SIDE, bottom, SIDE + width, bottom - height);
        from.autosize();
        from.relocate(0, bottom + 2);
        to.autosize();
        to.relocate(getWidth() - to.getWidth(), bottom + 2);
        curve.setVisible(!shares.isEmpty());
        point.setVisible(!shares.isEmpty());
        List<Double> places = new ArrayList<>(List.of(SIDE, bottom));
        int points = Math.min(POINTS, shares.size());
        for (int i = 1; i <= points; i++) {
            int k = i * shares.size() / points;
            places.add(SIDE + width * k / shares.size());
            places.add(bottom - height * shares.get(k - 1));
        }
        curve.getPoints().setAll(places);
        point.setCenterX(SIDE + width * ratio);
        point.setCenterY(bottom - height * share);
    }

    /** Height of the words below the curve, which grows with the type. */
    private double foot() {
        return 2 + Math.max(from.prefHeight(-1), to.prefHeight(-1));
    }

    @Override
    protected double computePrefHeight(double width) {
        return CURVE + foot();
    }

    private static void place(Line line, double x0, double y0, double x1, double y1) {
        line.setStartX(x0);
        line.setStartY(y0);
        line.setEndX(x1);
        line.setEndY(y1);
    }
}
