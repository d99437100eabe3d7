package trimscope.app.canvas;

import java.util.function.IntUnaryOperator;
import trimscope.core.overlay.PatchRaster;

/** Colours of patches that run into each other between the middles of the patches. */
final class SmoothColours {
    /** For every pixel along one axis the two nearest patches and how much the second one counts, 0 … 256. */
    private static final class Axis {
        final int[] first;
        final int[] second;
        final int[] share;

        Axis(int from, int pixels, int cells, IntUnaryOperator edge) {
            first = new int[pixels];
            second = new int[pixels];
            share = new int[pixels];
            double cell =
                    (double) (edge.applyAsInt(Math.max(1, cells - 1)) - edge.applyAsInt(0)) / Math.max(1, cells - 1);
            for (int i = 0; i < pixels; i++) {
                double place = Math.max((from + i - edge.applyAsInt(0) + 0.5) / cell - 0.5, 0);
                first[i] = Math.min((int) place, cells - 1);
                second[i] = Math.min(first[i] + 1, cells - 1);
                share[i] = Math.min(256, (int) (256 * (place - first[i])));
            }
        }
    }

    private SmoothColours() {}

    static void paint(Pixels pixels, PixelEdges edges, PatchRaster colours) {
        int left = Math.max(0, edges.x(0));
        int top = Math.max(0, edges.y(0));
        int width = Math.min(pixels.width, edges.right()) - left;
        int height = Math.min(pixels.height, edges.bottom()) - top;
        if (width <= 0 || height <= 0) {
            return;
        }
        Axis across = new Axis(left, width, edges.columns(), edges::x);
        Axis down = new Axis(top, height, edges.rows(), edges::y);
        int[] line = new int[edges.columns()];
        for (int y = 0; y < height; y++) {
            for (int column = 0; column < line.length; column++) {
                line[column] = mix(
                        Pixels.premultiplied(colours.argb(column, down.first[y])),
                        Pixels.premultiplied(colours.argb(column, down.second[y])),
                        down.share[y]);
            }
            for (int x = 0; x < width; x++) {
                int i = (top + y) * pixels.width + left + x;
                int above = mix(line[across.first[x]], line[across.second[x]], across.share[x]);
                pixels.argb[i] = Pixels.over(above, pixels.argb[i]);
            }
        }
    }

    /** A colour between two, both premultiplied; two channels at a time. */
    static int mix(int first, int second, int share) {
        int rest = 256 - share;
        int alphaGreen = ((first >>> 8) & 0xFF00FF) * rest + ((second >>> 8) & 0xFF00FF) * share;
        int redBlue = (first & 0xFF00FF) * rest + (second & 0xFF00FF) * share;
        return (alphaGreen & 0xFF00FF00) | ((redBlue >>> 8) & 0xFF00FF);
    }
}
