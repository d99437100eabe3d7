package trimscope.app.canvas;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import trimscope.core.image.PatchGrid;
import trimscope.core.pruning.KeptTokens;

/**
 * A line around what trimming drops, for those who want to see it unveiled: pale with a dark rim, so that it shows on every picture, and
 * with short strokes towards the dropped side, as maps draw a slope.
 */
public final class DroppedOutline implements CanvasLayer {
    private static final Color RIM = Color.rgb(15, 23, 42, 0.75);
    private static final Color LINE = Color.color(1, 1, 1, 0.95);
    private static final double STROKE = 4;
    private static final double DISTANCE = 6;

    private List<CellEdges.Edge> edges = List.of();

    /** Shows the border of the patches that are not kept; nothing if all are. */
    public void show(PatchGrid grid, Optional<KeptTokens> kept) {
        edges = kept.map(tokens -> CellEdges.of(grid, token -> !tokens.contains(token), false))
                .orElse(List.of());
    }

    /** Shows nothing. */
    public void clear() {
        edges = List.of();
    }

    @Override
    public void paint(GraphicsContext graphics, ViewTransform view) {
        if (edges.isEmpty()) {
            return;
        }
        graphics.beginPath();
        for (CellEdges.Edge edge : edges) {
            Rectangle2D line = view.toCanvas(edge.line());
            graphics.moveTo(line.getMinX(), line.getMinY());
            graphics.lineTo(line.getMaxX(), line.getMaxY());
            double length = Math.max(line.getWidth(), line.getHeight());
            for (double at = DISTANCE / 2; at < length; at += DISTANCE) {
                double x = line.getMinX() + (line.getWidth() > 0 ? at : 0);
                double y = line.getMinY() + (line.getHeight() > 0 ? at : 0);
                graphics.moveTo(x, y);
                graphics.lineTo(x + STROKE * edge.insideX(), y + STROKE * edge.insideY());
            }
        }
        stroke(graphics, RIM, 3);
        stroke(graphics, LINE, 1.2);
    }

    private static void stroke(GraphicsContext graphics, Color color, double width) {
        graphics.setStroke(color);
        graphics.setLineWidth(width);
        graphics.stroke();
    }
}
