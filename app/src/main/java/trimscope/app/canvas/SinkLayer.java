package trimscope.app.canvas;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.geometry.Rectangle2D;
import javafx.scene.canvas.GraphicsContext;
import trimscope.core.attention.Sinks;
import trimscope.core.image.PatchGrid;
import trimscope.core.image.PatchGrid.Box;

/** A cross on each patch that is an attention sink; class tokens have theirs on the badge. */
public final class SinkLayer implements CanvasLayer {
    private List<Box> patches = List.of();

    /** Shows the sinks of a picture, or none. */
    public void show(PatchGrid grid, Optional<Sinks> sinks) {
        patches = sinks.map(found -> IntStream.of(found.tokens())
                        .mapToObj(grid::box)
                        .flatMap(Optional::stream)
                        .toList())
                .orElse(List.of());
    }

    /** Shows nothing. */
    public void clear() {
        patches = List.of();
    }

    @Override
    public void paint(GraphicsContext graphics, ViewTransform view) {
        for (Box box : patches) {
            Rectangle2D area = view.toCanvas(box);
            double side = Math.min(14, 0.6 * Math.min(area.getWidth(), area.getHeight()));
            Cross.paint(
                    graphics,
                    area.getMinX() + (area.getWidth() - side) / 2,
                    area.getMinY() + (area.getHeight() - side) / 2,
                    side);
        }
    }
}
