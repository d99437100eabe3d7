package trimscope.core.overlay;

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
        PAIR("both runs"),
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

    /** The scale of one map or several; see {@link WeightRange#scale}. */
    public static ColorScale of(
            Collection<CrossAttentionMap> maps, PatchGrid grid, Extent extent, Curve curve, double percentile) {
        return WeightRange.of(maps, grid).scale(extent, curve, percentile);
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
}
