package trimscope.app.canvas;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import javafx.geometry.Rectangle2D;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import trimscope.core.image.PatchGrid;
import trimscope.core.image.PatchGrid.Box;

/** How many heads chose each patch: a dot that grows with their number, readable above a heatmap and in grey. */
public final class VotesLayer implements CanvasLayer {
    private static final Color DOT = Color.WHITE;
    private static final Color RIM = Color.color(0, 0, 0, 0.75);

    private record Dot(Box box, double share) {}

    private List<Dot> dots = List.of();

    /**
     * Shows a dot on each patch that has a vote.
     *
     * @param votes visual token to its number of heads, 0 … heads
     */
    public void show(PatchGrid grid, IntUnaryOperator votes, int heads) {
        List<Dot> shown = new ArrayList<>();
        for (int token = 0; token < grid.validCount(); token++) {
            int count = votes.applyAsInt(token);
            if (count > 0) {
                grid.box(token).ifPresent(box -> shown.add(new Dot(box, (double) count / heads)));
            }
        }
        dots = shown;
    }

    /** Shows nothing. */
    public void clear() {
        dots = List.of();
    }

    @Override
    public void paint(GraphicsContext graphics, ViewTransform view) {
        for (Dot dot : dots) {
            Rectangle2D area = view.toCanvas(dot.box());
            // The area of the dot, not its width, tells the number.
            double size = 0.8 * Math.min(area.getWidth(), area.getHeight()) * Math.sqrt(dot.share());
            double x = area.getMinX() + (area.getWidth() - size) / 2;
            double y = area.getMinY() + (area.getHeight() - size) / 2;
            graphics.setFill(RIM);
            graphics.fillOval(x - 1, y - 1, size + 2, size + 2);
            graphics.setFill(DOT);
            graphics.fillOval(x, y, size, size);
        }
    }
}
