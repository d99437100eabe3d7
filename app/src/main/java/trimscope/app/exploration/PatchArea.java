package trimscope.app.exploration;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;
import trimscope.core.image.PatchGrid;

/** Sets of patches of one picture. */
public final class PatchArea {
    private PatchArea() {}

    /** The patches that a rectangle of the picture touches, given by two opposite corners in picture pixels. */
    public static SortedSet<Integer> within(PatchGrid grid, double x0, double y0, double x1, double y1) {
        SortedSet<Integer> inside = new TreeSet<>();
        for (int row = 0; row < grid.cellRows(); row++) {
            for (int column = 0; column < grid.cellColumns(); column++) {
                boolean across =
                        grid.columnEdge(column) < Math.max(x0, x1) && grid.columnEdge(column + 1) > Math.min(x0, x1);
                boolean along = grid.rowEdge(row) < Math.max(y0, y1) && grid.rowEdge(row + 1) > Math.min(y0, y1);
                if (across && along) {
                    inside.add(grid.cellToken(row, column));
                }
            }
        }
        return inside;
    }

    /** Patches of the picture and class tokens of its tiles that are not among these. */
    static SortedSet<Integer> others(PatchGrid grid, Collection<Integer> patches) {
        SortedSet<Integer> others = within(grid, 0, 0, grid.pictureWidth(), grid.pictureHeight());
        for (int tile = 0; tile < grid.tiles(); tile++) {
            others.add(grid.classToken(tile));
        }
        others.removeAll(patches);
        return others;
    }

    /** These patches and their eight neighbours, across the borders of tiles; class tokens have none. */
    static SortedSet<Integer> grown(PatchGrid grid, Collection<Integer> patches) {
        SortedSet<Integer> grown = new TreeSet<>(patches);
        for (int row = 0; row < grid.cellRows(); row++) {
            for (int column = 0; column < grid.cellColumns(); column++) {
                if (touches(grid, patches, row, column)) {
                    grown.add(grid.cellToken(row, column));
                }
            }
        }
        return grown;
    }

    private static boolean touches(PatchGrid grid, Collection<Integer> patches, int row, int column) {
        for (int y = Math.max(0, row - 1); y <= Math.min(grid.cellRows() - 1, row + 1); y++) {
            for (int x = Math.max(0, column - 1); x <= Math.min(grid.cellColumns() - 1, column + 1); x++) {
                if (patches.contains(grid.cellToken(y, x))) {
                    return true;
                }
            }
        }
        return false;
    }
}
