package trimscope.app.canvas;

import java.util.Arrays;
import trimscope.core.overlay.VeilPattern;

/** Dims and hatches the patches that trimming drops: readable on bright and dark pictures, and without colour vision. */
public final class VeilLayer extends DroppedLayer {
    @Override
    void paint(Pixels pixels, PixelEdges edges, boolean[][] dropped) {
        int side = Hatching.PERIOD;
        int[] pattern =
                Arrays.stream(VeilPattern.argb(side)).map(Pixels::premultiplied).toArray();
        for (int row = 0; row < edges.rows(); row++) {
            for (int column = 0; column < edges.columns(); column++) {
                if (dropped[row][column]) {
                    pixels.fill(edges.x(column), edges.y(row), edges.x(column + 1), edges.y(row + 1), pattern, side);
                }
            }
        }
    }
}
