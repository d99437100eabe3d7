package trimscope.app.canvas;

import java.util.Optional;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
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
        WritableImage image = new WritableImage(picture.width(), picture.height());
        image.getPixelWriter()
                .setPixels(
                        0,
                        0,
                        picture.width(),
                        picture.height(),
                        PixelFormat.getByteRgbInstance(),
                        picture.bytes(),
                        0,
                        3 * picture.width());
        return image;
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
