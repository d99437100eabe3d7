package trimscope.app.canvas;

import java.util.Optional;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import trimscope.core.image.Picture;

/** The picture itself. */
public final class PictureLayer implements CanvasLayer {
    /** From here on single pixels are shown as squares. */
    private static final double PIXELS_FROM = 8;

    private Optional<Image> image = Optional.empty();

    public void setImage(Optional<Image> shown) {
        image = shown;
    }

    /** A picture as JavaFX draws it. */
    public static Image toImage(Picture picture) {
        return SwingFXUtils.toFXImage(picture.toBufferedImage(), null);
    }

    @Override
    public void paint(GraphicsContext graphics, ViewTransform view) {
        image.ifPresent(shown -> {
            graphics.setImageSmoothing(view.scale() < PIXELS_FROM);
            graphics.drawImage(
                    shown, view.x(), view.y(), view.scale() * shown.getWidth(), view.scale() * shown.getHeight());
        });
    }
}
