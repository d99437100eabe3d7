package trimscope.app.canvas;

import javafx.geometry.Rectangle2D;
import javafx.scene.canvas.GraphicsContext;

/** A cross on each patch that is an attention sink; class tokens have theirs on the badge. */
public final class SinkLayer extends PatchMarks {
    @Override
    void mark(GraphicsContext graphics, Rectangle2D area) {
        double side = Math.min(14, 0.6 * Math.min(area.getWidth(), area.getHeight()));
        Cross.paint(
                graphics,
                area.getMinX() + (area.getWidth() - side) / 2,
                area.getMinY() + (area.getHeight() - side) / 2,
                side);
    }
}
