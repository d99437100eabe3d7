package trimscope.app.canvas;

import trimscope.core.image.PatchGrid;

/**
 * Where the columns and rows of a picture's patches begin on the screen, in whole pixels, so that neighbours meet without a seam.
 */
final class PixelEdges {
    private final int[] x;
    private final int[] y;

    PixelEdges(PatchGrid grid, ViewTransform view) {
        x = new int[grid.cellColumns() + 1];
        y = new int[grid.cellRows() + 1];
        for (int column = 0; column < x.length; column++) {
            x[column] = (int) Math.rint(view.x() + view.scale() * grid.columnEdge(column));
        }
        for (int row = 0; row < y.length; row++) {
            y[row] = (int) Math.rint(view.y() + view.scale() * grid.rowEdge(row));
        }
    }

    int columns() {
        return x.length - 1;
    }

    int rows() {
        return y.length - 1;
    }

    /** Left edge of a column, or the right edge of the picture. */
    int x(int column) {
        return x[column];
    }

    /** Upper edge of a row, or the lower edge of the picture. */
    int y(int row) {
        return y[row];
    }

    int right() {
        return x[x.length - 1];
    }

    int bottom() {
        return y[y.length - 1];
    }
}
