package trimscope.app.canvas;

import java.util.Optional;
import javafx.geometry.Rectangle2D;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import trimscope.core.image.PatchGrid;

/** The borders of patches and tiles. */
public final class GridLayer implements CanvasLayer {
    private static final Color PATCH = Color.color(1, 1, 1, 0.28);
    private static final Color SHADE = Color.color(0, 0, 0, 0.28);
    private static final Color TILE = Color.color(1, 1, 1, 0.95);

    private Optional<PatchGrid> grid = Optional.empty();

    /** Shows the grid of a picture, or none. */
    public void show(Optional<PatchGrid> patches) {
        grid = patches;
    }

    @Override
    public void paint(GraphicsContext graphics, ViewTransform view) {
        grid.ifPresent(patches -> {
            graphics.setLineWidth(1);
            for (int token = 0; token < patches.validCount(); token++) {
                patches.box(token).map(view::toCanvas).ifPresent(area -> {
                    frame(graphics, area, 0.5, SHADE);
                    frame(graphics, area, -0.5, PATCH);
                });
            }
            for (int tile = 0; tile < patches.tiles(); tile++) {
                Rectangle2D area = view.toCanvas(patches.tileBox(tile));
                graphics.setLineWidth(4);
                frame(graphics, area, 0, Color.color(0, 0, 0, 0.6));
                graphics.setLineWidth(2);
                frame(graphics, area, 0, TILE);
            }
        });
    }

    private static void frame(GraphicsContext graphics, Rectangle2D area, double inset, Color color) {
        graphics.setStroke(color);
        graphics.strokeRect(area.getMinX() + inset, area.getMinY() + inset, area.getWidth(), area.getHeight());
    }
}
