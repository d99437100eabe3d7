package trimscope.app.canvas;

import java.util.Optional;
import javafx.scene.canvas.GraphicsContext;

/**
 * A layer that is painted pixel by pixel: it takes the same time for 200 patches and for 6404, and none while neither it nor the view
 * changes.
 *
 * @param <S> what it shows, if anything
 */
public abstract class PixelLayer<S> implements CanvasLayer {
    private final PixelImage image = new PixelImage();
    private Optional<S> shown = Optional.empty();
    private int version;

    /** Shows something else, or nothing. */
    final void set(Optional<S> next) {
        shown = next;
        version++;
    }

    /** Shows nothing. */
    public void clear() {
        set(Optional.empty());
    }

    /** Another number after every change. */
    final int version() {
        return version;
    }

    /** Whether there is nothing to paint. */
    final boolean isEmpty() {
        return shown.isEmpty();
    }

    /**
     * Lays the layer over what is there.
     *
     * @param view to pixels of the screen
     */
    final void paint(Pixels pixels, ViewTransform view) {
        shown.ifPresent(what -> paint(pixels, view, what));
    }

    abstract void paint(Pixels pixels, ViewTransform view, S what);

    @Override
    public final void paint(GraphicsContext graphics, ViewTransform view) {
        if (!isEmpty()) {
            image.draw(graphics, view, version, this::paint);
        }
    }
}
