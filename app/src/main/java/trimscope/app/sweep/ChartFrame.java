package trimscope.app.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where values lie in the chart's plane.
 *
 * @param low lowest value of the vertical axis
 * @param high highest value of the vertical axis
 * @param step distance of its marks
 * @param left lowest place of the horizontal axis
 * @param right highest place of the horizontal axis
 */
record ChartFrame(Plot plot, double low, double high, double step, double left, double right) {
    private static final int MARKS = 5;
    /** Room beside the outermost ratios. */
    private static final double SIDE = 1.15;

    static ChartFrame of(Plot plot) {
        double[] values = Stream.concat(
                        plot.points().stream().map(Plot.Point::value),
                        plot.full().stream().boxed())
                .mapToDouble(Double::doubleValue)
                .toArray();
        double least = Double.MAX_VALUE;
        double most = -Double.MAX_VALUE;
        for (double value : values) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        boolean share = plot.measure().unit() == Measure.Unit.SHARE;
        // A share's axis ends at 100 % and begins where it must; amounts begin at 0, for they are read as lengths.
        double top = share ? 1 : most;
        double bottom = share ? Math.min(least, 0.95) : 0;
        double step = nice((top - bottom) / MARKS);
        double low = share ? Math.max(0, Math.floor(bottom / step - 1e-9) * step) : 0;
        double high = share ? 1 : Math.ceil(top / step + 1e-9) * step;
        double first = plot.points().stream()
                .mapToDouble(point -> point.along(plot.axis()))
                .min()
                .orElse(0);
        double last = plot.points().stream()
                .mapToDouble(point -> point.along(plot.axis()))
                .max()
                .orElse(1);
        return plot.axis() == Plot.Axis.RATIO
                ? new ChartFrame(plot, low, high, step, Math.log(first / SIDE), Math.log(last * SIDE))
                : new ChartFrame(plot, low, high, step, 0, Math.min(1, Math.ceil(last * 10 + 0.2) / 10));
    }

    /** 1, 2 or 5 times a power of ten. */
    private static double nice(double rough) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(rough, 1e-12))));
        double times = rough / power;
        return power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10);
    }

    /** Place of a value on the vertical axis, 0 at the bottom … 1. */
    double up(double value) {
        return (value - low) / (high - low);
    }

    /** Place on the horizontal axis, 0 … 1: ratios go by their logarithm, kept shares as they are. */
    double along(double place) {
        double at = plot.axis() == Plot.Axis.RATIO ? Math.log(place) : place;
        return (at - left) / (right - left);
    }

    /** Values of the vertical axis that are marked, from below. */
    List<Double> verticalMarks() {
        List<Double> marks = new ArrayList<>();
        int steps = (int) Math.round((high - low) / step);
        for (int i = 0; i <= steps; i++) {
            marks.add(low + i * step);
        }
        return marks;
    }

    /** A marked value as people read it. */
    String verticalText(double value) {
        return plot.measure().unit() == Measure.Unit.SHARE
                ? String.format(Locale.ROOT, step < 0.0095 ? "%.1f %%" : "%.0f %%", 100 * value)
                : value == 0 ? "0" : plot.measure().unit().format(value);
    }

    /** Marked places of the horizontal axis: the ratios that were tried, or round kept shares. */
    List<Double> horizontalMarks() {
        if (plot.axis() == Plot.Axis.RATIO) {
            return plot.points().stream()
                    .map(Plot.Point::ratio)
                    .distinct()
                    .sorted()
                    .toList();
        }
        double apart = nice((right - left) / MARKS);
        return Stream.iterate(0.0, place -> place <= right + 1e-9, place -> place + apart)
                .toList();
    }
}
