package trimscope.app.sweep;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the chart draws.
 *
 * @param full what the run without trimming has; empty before it is known
 */
record Plot(Measure measure, Axis axis, List<Series> series, OptionalDouble full) {
    /** What lies on the horizontal axis. */
    enum Axis {
        RATIO("keep ratio per head"),
        KEPT("kept share of the visual tokens");

        private final String label;

        Axis(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /**
     * One rule.
     *
     * @param number of its colour and marker, the same in every sweep
     * @param points by falling ratio
     */
    record Series(int number, String name, List<Point> points) {}

    /**
     * One rule at one ratio.
     *
     * @param index place of the point in the sweep
     */
    record Point(int index, String rule, double ratio, double kept, double value) {
        double along(Axis axis) {
            return axis == Axis.RATIO ? ratio : kept;
        }

        /** For the read-out. */
        String words(Measure measure) {
            return String.format(
                    Locale.ROOT,
                    "%s · %.0f %% per head · kept %.1f %% · %s",
                    rule,
                    100 * ratio,
                    100 * kept,
                    measure.unit().format(value));
        }
    }

    List<Point> points() {
        return series.stream().flatMap(each -> each.points().stream()).toList();
    }

    /** The point at a place of the sweep, if it is drawn. */
    Optional<Point> point(int index) {
        return points().stream().filter(point -> point.index() == index).findFirst();
    }

    /** Which of the rules a point belongs to, from 0. */
    int rule(Point point) {
        for (int i = 0; i < series.size(); i++) {
            if (series.get(i).points().contains(point)) {
                return i;
            }
        }
        throw new IllegalArgumentException("this plot has no point " + point);
    }

    /**
     * The point where steps from another one lead; past a rule's last ratio they stay there, past the last rule they begin again.
     *
     * @param along steps to lower ratios
     * @param rules steps to further rules
     */
    Point step(Point from, int along, int rules) {
        int rule = rule(from);
        int at = series.get(rule).points().indexOf(from) + along;
        List<Point> points =
                series.get(Math.floorMod(rule + rules, series.size())).points();
        return points.get(Math.max(0, Math.min(points.size() - 1, at)));
    }
}
