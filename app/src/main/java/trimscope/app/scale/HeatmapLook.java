package trimscope.app.scale;

import java.util.Optional;
import trimscope.core.overlay.ColorScale;
import trimscope.core.overlay.ColorTable;
import trimscope.core.overlay.HeatmapStyle;
import trimscope.core.overlay.WeightRange;

/**
 * How people want their heatmaps.
 *
 * @param percentile of the weights that the scale reaches to; 100 for all
 * @param range where the colours begin and end
 * @param opacity of the heaviest patches, 0 … 1
 */
public record HeatmapLook(
        ColorTable table, ColorScale.Curve curve, double percentile, Range range, boolean smooth, double opacity) {
    /**
     * What the two ends of the colours are taken from.
     *
     * @param fixed the ends, if they stay from map to map whatever the maps are
     */
    public record Range(ColorScale.Extent extent, Optional<ColorScale> fixed) {
        public static final Range MAP = new Range(ColorScale.Extent.MAP, Optional.empty());
        public static final Range RUN = new Range(ColorScale.Extent.RUN, Optional.empty());

        /** Ends that stay where a scale has them. */
        public static Range fixed(ColorScale scale) {
            return new Range(
                    ColorScale.Extent.FIXED,
                    Optional.of(ColorScale.fixed(scale.minimum(), scale.maximum(), scale.curve())));
        }
    }

    private static final double CLIPPED = 99;

    /** As at the first start. */
    public static final HeatmapLook DEFAULT =
            new HeatmapLook(ColorTable.VIRIDIS, ColorScale.Curve.LINEAR, 100, Range.MAP, false, 0.85);

    /** The style in which a map is painted. */
    HeatmapStyle style(ColorScale scale) {
        return new HeatmapStyle(table, scale, opacity, smooth);
    }

    /** The scale of some weights. */
    public ColorScale scale(WeightRange weights, ColorScale.Extent extent) {
        return weights.scale(extent, curve, percentile);
    }

    /**
     * The scale of one map.
     *
     * @param map the weights of the map itself
     * @param run the weights of all the run's maps; as long as they are not known, the map's own stand for them
     */
    public ColorScale scale(WeightRange map, Optional<WeightRange> run) {
        return run.filter(known -> range.extent() == ColorScale.Extent.RUN)
                .map(known -> scale(known, ColorScale.Extent.RUN))
                .orElseGet(() -> scale(map, ColorScale.Extent.MAP));
    }

    /** Whether the heaviest patches all look alike, so that the others can be told apart. */
    public boolean isClipped() {
        return percentile < 100;
    }

    public HeatmapLook withTable(ColorTable other) {
        return new HeatmapLook(other, curve, percentile, range, smooth, opacity);
    }

    public HeatmapLook withCurve(ColorScale.Curve other) {
        return new HeatmapLook(table, other, percentile, range, smooth, opacity).notFixed();
    }

    /** Clips the heaviest 1 %, or nothing. */
    public HeatmapLook withClipped(boolean other) {
        return new HeatmapLook(table, curve, other ? CLIPPED : 100, range, smooth, opacity).notFixed();
    }

    HeatmapLook withRange(Range other) {
        return new HeatmapLook(table, curve, percentile, other, smooth, opacity);
    }

    /** A fixed range means nothing for other numbers. */
    public HeatmapLook notFixed() {
        return range.fixed().isPresent() ? withRange(Range.MAP) : this;
    }

    public HeatmapLook withSmooth(boolean other) {
        return new HeatmapLook(table, curve, percentile, range, other, opacity);
    }

    HeatmapLook withOpacity(double other) {
        return new HeatmapLook(table, curve, percentile, range, smooth, Math.max(0.1, Math.min(1, other)));
    }
}
