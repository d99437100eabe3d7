package trimscope.core.overlay;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Path2D;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.image.PatchGrid;
import trimscope.core.image.PatchGrid.Box;
import trimscope.core.pruning.KeptTokens;

/**
 * Paints layers over a picture that is drawn from the origin at a given scale. Patch edges fall on whole pixels, so that
 * neighbours neither overlap nor leave a gap.
 */
public final class OverlayLayers {
    private static final Color DARK = new Color(15, 23, 42, 190);
    private static final Color PALE = new Color(255, 255, 255, 235);
    private static final Color DARK_HAIR = new Color(15, 23, 42, 60);
    private static final Color PALE_HAIR = new Color(255, 255, 255, 70);

    private final PatchGrid grid;
    private final int[] x;
    private final int[] y;
    private final double scale;

    /** @param scale pixels to paint per pixel of the picture */
    public OverlayLayers(PatchGrid grid, double scale) {
        this.grid = grid;
        this.scale = scale;
        x = new int[grid.cellColumns() + 1];
        y = new int[grid.cellRows() + 1];
        for (int column = 0; column < x.length; column++) {
            x[column] = snap(grid.columnEdge(column));
        }
        for (int row = 0; row < y.length; row++) {
            y[row] = snap(grid.rowEdge(row));
        }
    }

    /** The weights of a map in colour. */
    public void heatmap(Graphics2D g, CrossAttentionMap map, HeatmapStyle style) {
        if (style.smooth()) {
            g.drawImage(SmoothHeatmap.paint(grid, map, style, x[x.length - 1], y[y.length - 1]), 0, 0, null);
            return;
        }
        PatchRaster raster = PatchRaster.heatmap(grid, map, style);
        for (int row = 0; row < raster.height(); row++) {
            for (int column = 0; column < raster.width(); column++) {
                g.setColor(new Color(raster.argb(column, row), true));
                fill(g, row, column, column + 1);
            }
        }
    }

    /**
     * Veil and hatching over every patch that is not kept.
     *
     * @param unit width of a thin line
     */
    public void veil(Graphics2D g, KeptTokens kept, double unit) {
        g.setPaint(VeilPattern.paint(Math.max(4, (int) Math.round(7 * unit))));
        boolean[][] isKept = cells(kept);
        for (int row = 0; row < isKept.length; row++) {
            int from = 0;
            for (int column = 0; column <= isKept[row].length; column++) {
                if (column == isKept[row].length || isKept[row][column]) {
                    fill(g, row, from, column);
                    from = column + 1;
                }
            }
        }
    }

    /**
     * A line between kept and dropped patches, for those who want to see the dropped ones unveiled.
     *
     * @param unit width of a thin line
     */
    public void outline(Graphics2D g, KeptTokens kept, double unit) {
        boolean[][] isKept = cells(kept);
        Path2D path = new Path2D.Double();
        for (int row = 0; row < isKept.length; row++) {
            for (int column = 0; column < isKept[row].length; column++) {
                if (column > 0 && isKept[row][column] != isKept[row][column - 1]) {
                    line(path, x[column], y[row], x[column], y[row + 1]);
                }
                if (row > 0 && isKept[row][column] != isKept[row - 1][column]) {
                    line(path, x[column], y[row], x[column + 1], y[row]);
                }
            }
        }
        twoTone(g, path, 1.5 * unit, DARK, PALE);
    }

    /**
     * The edges of patches, and stronger those of tiles.
     *
     * @param unit width of a thin line
     */
    public void grid(Graphics2D g, double unit) {
        Path2D patches = new Path2D.Double();
        for (int edge : x) {
            line(patches, edge, 0, edge, y[y.length - 1]);
        }
        for (int edge : y) {
            line(patches, 0, edge, x[x.length - 1], edge);
        }
        twoTone(g, patches, 0.75 * unit, DARK_HAIR, PALE_HAIR);
        Path2D tiles = new Path2D.Double();
        for (int tile = 0; tile < grid.tiles(); tile++) {
            Box box = grid.tileBox(tile);
            line(tiles, snap(box.x0()), snap(box.y0()), snap(box.x1()), snap(box.y0()));
            line(tiles, snap(box.x0()), snap(box.y0()), snap(box.x0()), snap(box.y1()));
        }
        twoTone(g, tiles, 1.5 * unit, DARK, PALE);
    }

    /** A pale line with a dark rim shows on every picture. */
    private static void twoTone(Graphics2D g, Shape shape, double width, Color dark, Color pale) {
        g.setStroke(new BasicStroke((float) (2.4 * width), BasicStroke.CAP_SQUARE, BasicStroke.JOIN_MITER));
        g.setColor(dark);
        g.draw(shape);
        g.setStroke(new BasicStroke((float) width, BasicStroke.CAP_SQUARE, BasicStroke.JOIN_MITER));
        g.setColor(pale);
        g.draw(shape);
    }

    private static void line(Path2D path, double x0, double y0, double x1, double y1) {
        path.moveTo(x0, y0);
        path.lineTo(x1, y1);
    }

    private boolean[][] cells(KeptTokens kept) {
        boolean[][] cells = new boolean[grid.cellRows()][grid.cellColumns()];
        for (int row = 0; row < cells.length; row++) {
            for (int column = 0; column < cells[row].length; column++) {
                cells[row][column] = kept.contains(grid.cellToken(row, column));
            }
        }
        return cells;
    }

    private void fill(Graphics2D g, int row, int from, int to) {
        g.fillRect(x[from], y[row], x[Math.max(from, to)] - x[from], y[row + 1] - y[row]);
    }

    private int snap(double edge) {
        return (int) Math.round(edge * scale);
    }
}
