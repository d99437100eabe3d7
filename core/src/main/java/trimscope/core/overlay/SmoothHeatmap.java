package trimscope.core.overlay;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.function.IntToDoubleFunction;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.image.PatchGrid;

/**
 * A map whose weights run into each other between the centres of patches. Weights are interpolated, not colours: a colour
 * between two entries of a table may stand for something else.
 */
final class SmoothHeatmap {
    /** For every pixel along one axis the two nearest cells and how much the second one counts. */
    private static final class Axis {
        final int[] first;
        final int[] second;
        final float[] share;

        /** @param edge where a cell begins, in any unit */
        Axis(int cells, IntToDoubleFunction edge, int pixels) {
            first = new int[pixels];
            second = new int[pixels];
            share = new float[pixels];
            double perPixel = edge.applyAsDouble(cells) / pixels;
            // All cells are as large as the first one, but for the last one, which the picture's edge may cut.
            double cell = edge.applyAsDouble(1);
            for (int i = 0; i < pixels; i++) {
                double place = Math.max((i + 0.5) * perPixel / cell - 0.5, 0);
                first[i] = Math.min((int) place, cells - 1);
                second[i] = Math.min(first[i] + 1, cells - 1);
                share[i] = (float) (place - first[i]);
            }
        }
    }

    private SmoothHeatmap() {}

    /** The map over a whole picture of that many pixels to paint, of type {@link BufferedImage#TYPE_INT_ARGB}. */
    static BufferedImage paint(PatchGrid grid, CrossAttentionMap map, HeatmapStyle style, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        int[] argb = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        Axis across = new Axis(grid.cellColumns(), grid::columnEdge, width);
        Axis down = new Axis(grid.cellRows(), grid::rowEdge, height);
        float[][] weights = weights(grid, map);
        float[] mixed = new float[grid.cellColumns()];
        for (int y = 0; y < height; y++) {
            float[] upper = weights[down.first[y]];
            float[] lower = weights[down.second[y]];
            for (int column = 0; column < mixed.length; column++) {
                mixed[column] = mix(upper[column], lower[column], down.share[y]);
            }
            for (int x = 0; x < width; x++) {
                float weight = mix(mixed[across.first[x]], mixed[across.second[x]], across.share[x]);
                argb[y * width + x] = style.argb(weight);
            }
        }
        return image;
    }

    private static float mix(float first, float second, float share) {
        return first + (second - first) * share;
    }

    private static float[][] weights(PatchGrid grid, CrossAttentionMap map) {
        float[][] weights = new float[grid.cellRows()][grid.cellColumns()];
        for (int row = 0; row < weights.length; row++) {
            for (int column = 0; column < weights[row].length; column++) {
                weights[row][column] = map.weight(grid.cellToken(row, column));
            }
        }
        return weights;
    }
}
