package trimscope.core.overlay;

import java.util.Arrays;
import java.util.Collection;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.image.PatchGrid;

/**
 * The weights that some maps give to patches, sorted once, so that a scale of any kind can be taken from them at once. Only patches
 * count: class tokens are often heavier than all patches together. Immutable.
 */
public final class WeightRange {
    /** A logarithmic scale spans at most that factor; weights below look like none. */
    private static final double LOG_SPAN = 1e4;

    /** Those above zero, ascending. */
    private final float[] weights;

    private WeightRange(float[] weights) {
        this.weights = weights;
    }

    /** The weights of all patches in all maps. */
    public static WeightRange of(Collection<CrossAttentionMap> maps, PatchGrid grid) {
        float[] all = new float[maps.size() * grid.cellRows() * grid.cellColumns()];
        int count = 0;
        for (CrossAttentionMap map : maps) {
            for (int row = 0; row < grid.cellRows(); row++) {
                for (int column = 0; column < grid.cellColumns(); column++) {
                    float weight = map.weight(grid.cellToken(row, column));
                    if (weight > 0) {
                        all[count++] = weight;
                    }
                }
            }
        }
        float[] above = Arrays.copyOf(all, count);
        Arrays.sort(above);
        return new WeightRange(above);
    }

    /**
     * The scale that the maps have in common.
     *
     * @param percentile clips the heaviest weights: that percentage of the patches above zero lies within the scale
     */
    public ColorScale scale(ColorScale.Extent extent, ColorScale.Curve curve, double percentile) {
        if (weights.length == 0) {
            // Nothing to see: any scale shows that.
            return new ColorScale(curve == ColorScale.Curve.LOG ? 1 / LOG_SPAN : 0, 1, curve, extent, percentile);
        }
        int place = (int) Math.ceil(percentile / 100 * weights.length) - 1;
        double maximum = weights[Math.min(Math.max(place, 0), weights.length - 1)];
        double minimum = curve == ColorScale.Curve.LOG ? Math.max(weights[0], maximum / LOG_SPAN) : 0;
        // Equal weights everywhere: the lower end gives way, so that they show as heavy.
        minimum = minimum < maximum ? minimum : maximum / LOG_SPAN;
        return new ColorScale(minimum, maximum, curve, extent, percentile);
    }
}
