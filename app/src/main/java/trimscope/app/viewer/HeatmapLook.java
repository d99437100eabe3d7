package trimscope.app.viewer;

import java.util.List;
import java.util.Optional;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.image.PatchGrid;
import trimscope.core.overlay.ColorScale;
import trimscope.core.overlay.ColorTable;
import trimscope.core.overlay.HeatmapStyle;

/**
 * How people want their heatmaps.
 *
 * @param percentile of the weights that the scale reaches to; 100 for all
 * @param held a range that stays from map to map, so that words can be compared; empty for a range of each map's own
 * @param opacity of the heaviest patches, 0 … 1
 */
record HeatmapLook(
        ColorTable table,
        ColorScale.Curve curve,
        double percentile,
        Optional<ColorScale> held,
        boolean smooth,
        double opacity) {
    static final HeatmapLook DEFAULT =
            new HeatmapLook(ColorTable.VIRIDIS, ColorScale.Curve.LINEAR, 100, Optional.empty(), false, 0.85);

    /** The style in which a map is painted. */
    HeatmapStyle style(CrossAttentionMap map, PatchGrid grid) {
        return new HeatmapStyle(table, held.orElseGet(() -> automatic(map, grid)), opacity, smooth);
    }

    /** The range of a map's own, whether it is used or another one is held. */
    ColorScale automatic(CrossAttentionMap map, PatchGrid grid) {
        return ColorScale.of(List.of(map), grid, ColorScale.Extent.MAP, curve, percentile);
    }

    HeatmapLook withTable(ColorTable other) {
        return new HeatmapLook(other, curve, percentile, held, smooth, opacity);
    }

    HeatmapLook withCurve(ColorScale.Curve other) {
        return new HeatmapLook(table, other, percentile, Optional.empty(), smooth, opacity);
    }

    HeatmapLook withPercentile(double other) {
        return new HeatmapLook(table, curve, other, Optional.empty(), smooth, opacity);
    }

    /** Keeps the range of one map for all that follow. */
    HeatmapLook holding(ColorScale scale) {
        ColorScale fixed = ColorScale.fixed(scale.minimum(), scale.maximum(), scale.curve());
        return new HeatmapLook(table, curve, percentile, Optional.of(fixed), smooth, opacity);
    }

    HeatmapLook notHolding() {
        return new HeatmapLook(table, curve, percentile, Optional.empty(), smooth, opacity);
    }

    HeatmapLook withSmooth(boolean other) {
        return new HeatmapLook(table, curve, percentile, held, other, opacity);
    }

    HeatmapLook withOpacity(double other) {
        return new HeatmapLook(table, curve, percentile, held, smooth, Math.max(0.1, Math.min(1, other)));
    }
}
