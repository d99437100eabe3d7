package trimscope.app.canvas;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.geometry.Rectangle2D;
import javafx.scene.canvas.GraphicsContext;
import trimscope.core.image.PatchGrid;
import trimscope.core.image.PatchGrid.Box;

/** A sign in the middle of some patches; class tokens have theirs on the badge. */
public abstract class PatchMarks implements CanvasLayer {
    private List<Box> marked = List.of();

    /** Marks these visual tokens as far as they lie on the picture. */
    public final void show(PatchGrid grid, int[] tokens) {
        marked = IntStream.of(tokens)
                .mapToObj(grid::box)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Marks nothing. */
    public final void clear() {
        marked = List.of();
    }

    @Override
    public final void paint(GraphicsContext graphics, ViewTransform view) {
        marked.forEach(box -> mark(graphics, view.toCanvas(box)));
    }

    /** @param area of the patch, on the canvas */
    abstract void mark(GraphicsContext graphics, Rectangle2D area);
}
