package trimscope.app.canvas;

import javafx.scene.canvas.GraphicsContext;

/**
 * A layer that is painted pixel by pixel: it takes the same time for 200 patches and for 6404, and none while neither it nor the view
 * changes.
 */
public abstract class PixelLayer implements CanvasLayer {
    private final PixelImage image = new PixelImage();
    private int version;

    /** Has the layer painted anew. */
    final void changed() {
        version++;
    }

    /** Another number after every change. */
    final int version() {
        return version;
    }

    /** Whether there is nothing to paint. */
    abstract boolean isEmpty();

    /**
     * Lays the layer over what is there.
     *
     * @param view to pixels of the screen
     */
    abstract void paint(Pixels pixels, ViewTransform view);

    @Override
    public final void paint(GraphicsContext graphics, ViewTransform view) {
        if (!isEmpty()) {
            image.draw(graphics, view, version, this::paint);
        }
    }
}
