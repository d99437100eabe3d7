package trimscope.app.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import javafx.geometry.Rectangle2D;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import trimscope.core.image.PatchGrid;
import trimscope.core.image.PatchGrid.Box;

/**
 * Which patches are selected, which are painted to be kept (a solid line around them) and which to be dropped (a dashed one): the
 * lines tell them apart without colour.
 */
public final class SelectionLayer implements CanvasLayer {
    static final Color FILL = Color.rgb(47, 129, 247, 0.32);
    static final Color SELECTED = Color.WHITE;
    static final Color KEEP = Color.rgb(126, 231, 135);
    static final Color DROP = Color.rgb(255, 161, 152);
    static final Color RIM = Color.color(0, 0, 0, 0.75);

    /** Edges are boxes without area. */
    private record Area(List<Box> patches, List<Box> edges) {
        static final Area NONE = new Area(List.of(), List.of());
    }

    private Area selected = Area.NONE;
    private Area keep = Area.NONE;
    private Area drop = Area.NONE;
    private Optional<Box> band = Optional.empty();

    /** Shows the patches of a picture. */
    public void show(PatchGrid grid, IntPredicate isSelected, IntPredicate isKept, IntPredicate isDropped) {
        selected = area(grid, isSelected);
        keep = area(grid, isKept);
        drop = area(grid, isDropped);
    }

    /** Shows nothing. */
    public void clear() {
        selected = Area.NONE;
        keep = Area.NONE;
        drop = Area.NONE;
    }

    /** Shows the frame that is being drawn, in picture pixels. */
    public void showBand(Optional<Box> frame) {
        band = frame;
    }

    @Override
    public void paint(GraphicsContext graphics, ViewTransform view) {
        graphics.setFill(FILL);
        for (Box box : selected.patches()) {
            Rectangle2D area = view.toCanvas(box);
            graphics.fillRect(area.getMinX(), area.getMinY(), area.getWidth(), area.getHeight());
        }
        contour(graphics, view, keep, KEEP);
        graphics.setLineDashes(5, 4);
        contour(graphics, view, drop, DROP);
        graphics.setLineDashes();
        contour(graphics, view, selected, SELECTED);
        band.map(view::toCanvas).ifPresent(area -> {
            graphics.setFill(FILL);
            graphics.fillRect(area.getMinX(), area.getMinY(), area.getWidth(), area.getHeight());
            graphics.setStroke(SELECTED);
            graphics.setLineWidth(1);
            graphics.strokeRect(area.getMinX() + 0.5, area.getMinY() + 0.5, area.getWidth(), area.getHeight());
        });
    }

    private static void contour(GraphicsContext graphics, ViewTransform view, Area area, Color color) {
        stroke(graphics, view, area.edges(), RIM, 4);
        stroke(graphics, view, area.edges(), color, 2);
    }

    private static void stroke(
            GraphicsContext graphics, ViewTransform view, List<Box> edges, Color color, double width) {
        graphics.setStroke(color);
        graphics.setLineWidth(width);
        for (Box edge : edges) {
            Rectangle2D line = view.toCanvas(edge);
            graphics.strokeLine(line.getMinX(), line.getMinY(), line.getMaxX(), line.getMaxY());
        }
    }

    private static Area area(PatchGrid grid, IntPredicate belongs) {
        List<Box> patches = new ArrayList<>();
        List<Box> edges = new ArrayList<>();
        for (int row = 0; row <= grid.cellRows(); row++) {
            for (int column = 0; column <= grid.cellColumns(); column++) {
                boolean inside = isInside(grid, row, column, belongs);
                double x = grid.columnEdge(column);
                double y = grid.rowEdge(row);
                if (inside) {
                    patches.add(new Box(x, y, grid.columnEdge(column + 1), grid.rowEdge(row + 1)));
                }
                if (inside != isInside(grid, row, column - 1, belongs)) {
                    edges.add(new Box(x, y, x, grid.rowEdge(row + 1)));
                }
                if (inside != isInside(grid, row - 1, column, belongs)) {
                    edges.add(new Box(x, y, grid.columnEdge(column + 1), y));
                }
            }
        }
        return new Area(patches, edges);
    }

    private static boolean isInside(PatchGrid grid, int row, int column, IntPredicate belongs) {
        return row >= 0
                && row < grid.cellRows()
                && column >= 0
                && column < grid.cellColumns()
                && belongs.test(grid.cellToken(row, column));
    }
}
