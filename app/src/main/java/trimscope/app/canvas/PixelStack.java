package trimscope.app.canvas;

import java.util.List;
import javafx.scene.canvas.GraphicsContext;

/** Several layers above each other as one image, which is drawn in the time of one. */
public final class PixelStack implements CanvasLayer {
    private final List<PixelLayer<?>> layers;
    private final PixelImage image = new PixelImage();

    /** Layers from the lowest to the highest. */
    public PixelStack(PixelLayer<?>... layers) {
        this.layers = List.of(layers);
    }

    @Override
    public void paint(GraphicsContext graphics, ViewTransform view) {
        if (layers.stream().allMatch(PixelLayer::isEmpty)) {
            return;
        }
        int version = layers.stream().mapToInt(PixelLayer::version).sum();
        image.draw(
                graphics,
                view,
                version,
                (pixels, onScreen) -> layers.stream()
                        .filter(layer -> !layer.isEmpty())
                        .forEach(layer -> layer.paint(pixels, onScreen)));
    }
}
