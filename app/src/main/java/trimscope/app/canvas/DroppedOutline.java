package trimscope.app.canvas;

/**
 * A line around what trimming drops, for those who want to see it unveiled: pale with a dark rim, so that it shows on every picture, and
 * with short strokes towards the dropped side, as maps draw a slope.
 */
public final class DroppedOutline extends DroppedLayer {
    private static final int RIM = 0xBF0F172A;
    private static final int LINE = 0xFFFFFFFF;
    private static final int STROKE = 4;
    private static final int DISTANCE = 6;

    @Override
    void paint(Pixels pixels, PixelEdges edges, boolean[][] dropped) {
        paint(pixels, edges, dropped, 1, RIM);
        paint(pixels, edges, dropped, 0, LINE);
    }

    /** All lines, each pixel wide and so many more on both sides. */
    private static void paint(Pixels pixels, PixelEdges edges, boolean[][] dropped, int more, int color) {
        for (int row = 0; row < edges.rows(); row++) {
            for (int column = 0; column < edges.columns(); column++) {
                int x = edges.x(column);
                int y = edges.y(row);
                if (column > 0 && dropped[row][column] != dropped[row][column - 1]) {
                    pixels.fill(x - more, y, x + 1 + more, edges.y(row + 1), color);
                    int side = dropped[row][column] ? 1 : -STROKE;
                    for (int at = y + DISTANCE / 2; at < edges.y(row + 1); at += DISTANCE) {
                        pixels.fill(x + side - more, at - more, x + side + STROKE + more, at + 1 + more, color);
                    }
                }
                if (row > 0 && dropped[row][column] != dropped[row - 1][column]) {
                    pixels.fill(x, y - more, edges.x(column + 1), y + 1 + more, color);
                    int side = dropped[row][column] ? 1 : -STROKE;
                    for (int at = x + DISTANCE / 2; at < edges.x(column + 1); at += DISTANCE) {
                        pixels.fill(at - more, y + side - more, at + 1 + more, y + side + STROKE + more, color);
                    }
                }
            }
        }
    }
}
