package trimscope.app.viewer;

import java.util.List;
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
record HeatmapLook(
        ColorTable table, ColorScale.Curve curve, double percentile, Range range, boolean smooth, double opacity) {
    /**
     * What the two ends of the colours are taken from.
     *
     * @param fixed the ends, if they stay from map to map whatever the maps are
     */
    record Range(ColorScale.Extent extent, Optional<ColorScale> fixed) {
        static final Range MAP = new Range(ColorScale.Extent.MAP, Optional.empty());
        static final Range RUN = new Range(ColorScale.Extent.RUN, Optional.empty());

        static Range fixed(ColorScale scale) {
            return new Range(
                    ColorScale.Extent.FIXED,
                    Optional.of(ColorScale.fixed(scale.minimum(), scale.maximum(), scale.curve())));
        }
    }

    /** What the range of one map may be taken from. */
    static final List<ColorScale.Extent> EXTENTS =
            List.of(ColorScale.Extent.MAP, ColorScale.Extent.RUN, ColorScale.Extent.FIXED);

    static final HeatmapLook DEFAULT =
            new HeatmapLook(ColorTable.VIRIDIS, ColorScale.Curve.LINEAR, 100, Range.MAP, false, 0.85);

    /**
     * The style in which a map is painted.
     *
     * @param map the weights of the map itself
     * @param run the weights of all the run's maps; as long as they are not known, the map's own stand for them
     */
    HeatmapStyle style(WeightRange map, Optional<WeightRange> run) {
        return new HeatmapStyle(table, range.fixed().orElseGet(() -> automatic(map, run)), opacity, smooth);
    }

    /** The scale that follows from the maps, whether it is used or a fixed one. */
    ColorScale automatic(WeightRange map, Optional<WeightRange> run) {
        return run.filter(known -> range.extent() == ColorScale.Extent.RUN)
                .map(known -> known.scale(ColorScale.Extent.RUN, curve, percentile))
                .orElseGet(() -> map.scale(ColorScale.Extent.MAP, curve, percentile));
    }

    HeatmapLook withTable(ColorTable other) {
        return new HeatmapLook(other, curve, percentile, range, smooth, opacity);
    }

    HeatmapLook withCurve(ColorScale.Curve other) {
        return new HeatmapLook(table, other, percentile, range, smooth, opacity).notFixed();
    }

    HeatmapLook withPercentile(double other) {
        return new HeatmapLook(table, curve, other, range, smooth, opacity).notFixed();
    }

    HeatmapLook withRange(Range other) {
        return new HeatmapLook(table, curve, percentile, other, smooth, opacity);
    }

    /** A fixed range means nothing for other numbers. */
    HeatmapLook notFixed() {
        return range.fixed().isPresent() ? withRange(Range.MAP) : this;
    }

    HeatmapLook withSmooth(boolean other) {
        return new HeatmapLook(table, curve, percentile, range, other, opacity);
    }

    HeatmapLook withOpacity(double other) {
        return new HeatmapLook(table, curve, percentile, range, smooth, Math.max(0.1, Math.min(1, other)));
    }
}
