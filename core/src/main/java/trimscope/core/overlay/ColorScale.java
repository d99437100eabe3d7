package trimscope.core.overlay;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.image.PatchGrid;

/**
 * Which weights the two ends of a colour table stand for. Immutable.
 *
 * @param minimum weight of the lowest colour; above 0 on a logarithmic scale
 * @param maximum weight of the highest colour, above the minimum
 * @param curve how weights in between spread
 * @param extent what the two ends were taken from
 * @param percentile percentage of the painted weights that lie at or below the maximum: 100 if nothing is clipped
 */
public record ColorScale(double minimum, double maximum, Curve curve, Extent extent, double percentile) {
    /** A logarithmic scale made from maps spans at most that factor; weights below look like none. */
    private static final double LOG_SPAN = 1e4;

    /** How weights spread between the two ends. */
    public enum Curve {
        LINEAR("linear"),
        LOG("logarithmic");

        private final String label;

        Curve(String label) {
            this.label = label;
        }

        /** What people call it. */
        public String label() {
            return label;
        }
    }

    /** What a scale was made from. */
    public enum Extent {
        MAP("this map"),
        RUN("this run"),
        FIXED("fixed");

        private final String label;

        Extent(String label) {
            this.label = label;
        }

        /** What people call it. */
        public String label() {
            return label;
        }
    }

    public ColorScale {
        boolean ordered = minimum >= 0 && maximum > minimum && maximum < Double.POSITIVE_INFINITY;
        if (!ordered || (curve == Curve.LOG && minimum == 0)) {
            throw new IllegalArgumentException(
                    "no " + curve.label() + " scale goes from " + minimum + " to " + maximum);
        }
        if (!(percentile > 0 && percentile <= 100)) {
            throw new IllegalArgumentException("expected a percentile above 0 and at most 100, found " + percentile);
        }
    }

    /** A scale between two given weights. */
    public static ColorScale fixed(double minimum, double maximum, Curve curve) {
        return new ColorScale(minimum, maximum, curve, Extent.FIXED, 100);
    }

    /** From zero to the heaviest patch of one map. */
    public static ColorScale ofMap(CrossAttentionMap map, PatchGrid grid) {
        return of(List.of(map), grid, Extent.MAP, Curve.LINEAR, 100);
    }

    /**
     * The scale that some maps have in common. Only patches count: class tokens are often heavier than all patches
     * together, but have no place in the picture.
     *
     * @param percentile clips the heaviest weights: that percentage of the patches above zero lies within the scale
     */
    public static ColorScale of(
            Collection<CrossAttentionMap> maps, PatchGrid grid, Extent extent, Curve curve, double percentile) {
        double[] weights = maps.stream()
                .flatMapToDouble(map -> Arrays.stream(patchWeights(map, grid)))
                .filter(weight -> weight > 0)
                .sorted()
                .toArray();
        if (weights.length == 0) {
            // Nothing to see: any scale shows that.
            return new ColorScale(curve == Curve.LOG ? 1 / LOG_SPAN : 0, 1, curve, extent, percentile);
        }
        int place = (int) Math.ceil(percentile / 100 * weights.length) - 1;
        double maximum = weights[Math.min(Math.max(place, 0), weights.length - 1)];
        double minimum = curve == Curve.LOG ? Math.max(weights[0], maximum / LOG_SPAN) : 0;
        // Equal weights everywhere: the lower end gives way, so that they show as heavy.
        minimum = minimum < maximum ? minimum : maximum / LOG_SPAN;
        return new ColorScale(minimum, maximum, curve, extent, percentile);
    }

    /** Place of a weight in the colour table, 0 … 1. */
    public double position(double weight) {
        if (weight <= minimum) {
            return 0;
        }
        double position = curve == Curve.LOG
                ? Math.log(weight / minimum) / Math.log(maximum / minimum)
                : (weight - minimum) / (maximum - minimum);
        return Math.min(position, 1);
    }

    /** The weight at a place of the colour table, 0 … 1. */
    public double weight(double position) {
        return curve == Curve.LOG
                ? minimum * Math.pow(maximum / minimum, position)
                : minimum + (maximum - minimum) * position;
    }

    private static double[] patchWeights(CrossAttentionMap map, PatchGrid grid) {
        double[] weights = new double[grid.cellRows() * grid.cellColumns()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = map.weight(grid.cellToken(i / grid.cellColumns(), i % grid.cellColumns()));
        }
        return weights;
    }
}
