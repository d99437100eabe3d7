package trimscope.app.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import trimscope.core.image.PatchGrid;
import trimscope.core.image.PatchGrid.Box;

/** The borders between patches that belong to something and those that do not. */
final class CellEdges {
    /**
     * One side of a patch.
     *
     * @param line a box without area, in picture pixels
     * @param insideX where the patch that belongs lies: −1 left, 1 right, 0 for lines from left to right
     * @param insideY the same: −1 above, 1 below
     */
    record Edge(Box line, int insideX, int insideY) {}

    private CellEdges() {}

    /**
     * All such borders of a picture.
     *
     * @param rim whether the picture's own border counts where a patch beside it belongs
     */
    static List<Edge> of(PatchGrid grid, IntPredicate belongs, boolean rim) {
        boolean[][] inside = cells(grid, belongs);
        List<Edge> edges = new ArrayList<>();
        for (int row = 0; row <= grid.cellRows(); row++) {
            for (int column = 0; column <= grid.cellColumns(); column++) {
                double x = grid.columnEdge(column);
                double y = grid.rowEdge(row);
                boolean here = at(inside, row, column);
                if (here != at(inside, row, column - 1) && (rim || isWithin(column, grid.cellColumns()))) {
                    edges.add(new Edge(new Box(x, y, x, grid.rowEdge(row + 1)), here ? 1 : -1, 0));
                }
                if (here != at(inside, row - 1, column) && (rim || isWithin(row, grid.cellRows()))) {
                    edges.add(new Edge(new Box(x, y, grid.columnEdge(column + 1), y), 0, here ? 1 : -1));
                }
            }
        }
        return edges;
    }

    private static boolean isWithin(int place, int end) {
        return place > 0 && place < end;
    }

    private static boolean at(boolean[][] inside, int row, int column) {
        return row >= 0 && row < inside.length && column >= 0 && column < inside[row].length && inside[row][column];
    }

    private static boolean[][] cells(PatchGrid grid, IntPredicate belongs) {
        boolean[][] cells = new boolean[grid.cellRows()][grid.cellColumns()];
        for (int row = 0; row < cells.length; row++) {
            for (int column = 0; column < cells[row].length; column++) {
                cells[row][column] = belongs.test(grid.cellToken(row, column));
            }
        }
        return cells;
    }
}
