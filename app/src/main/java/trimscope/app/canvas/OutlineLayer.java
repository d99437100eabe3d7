package trimscope.app.canvas;

import java.util.Optional;
import javafx.geometry.Rectangle2D;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import trimscope.core.image.PatchGrid.Box;

/** A frame around one patch. */
public final class OutlineLayer implements CanvasLayer {
    private Optional<Box> box = Optional.empty();

    public void show(Optional<Box> framed) {
        box = framed;
    }

    @Override
    public void paint(GraphicsContext graphics, ViewTransform view) {
        box.map(view::toCanvas).ifPresent(area -> {
            stroke(graphics, area, Color.color(0, 0, 0, 0.7), 4);
            stroke(graphics, area, Color.WHITE, 2);
        });
    }

    private static void stroke(GraphicsContext graphics, Rectangle2D area, Color color, double width) {
        graphics.setStroke(color);
        graphics.setLineWidth(width);
        graphics.strokeRect(area.getMinX(), area.getMinY(), area.getWidth(), area.getHeight());
    }
}
