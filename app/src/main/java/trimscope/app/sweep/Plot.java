package trimscope.app.sweep;

import java.util.List;
import java.util.Locale;
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
}
