package trimscope.app.canvas;

import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import trimscope.core.image.Picture;

/** The picture itself. */
public final class PictureLayer extends PixelLayer {
    /** From here on single pixels are shown as squares. */
    private static final double PIXELS_FROM = 8;

    /** A picture of more pixels is made ready beside the window's thread. */
    private static final long SMALL = 1_000_000;

    private Optional<Picture> picture = Optional.empty();
    private Optional<PictureLevels> levels = Optional.empty();

    /**
     * Shows a picture, a large one some moments later.
     *
     * @param ready called on the window's thread when it can be painted
     */
    public void show(Optional<Picture> shown, Runnable ready) {
        picture = shown;
        levels = Optional.empty();
        changed();
        shown.ifPresent(pixels -> {
            if ((long) pixels.width() * pixels.height() <= SMALL) {
                take(pixels, levels(pixels), ready);
            } else {
                ForkJoinPool.commonPool().execute(() -> {
                    PictureLevels made = levels(pixels);
                    Platform.runLater(() -> take(pixels, made, ready));
                });
            }
        });
    }

    /** Shows an image at once. */
    public void setImage(Optional<Image> shown) {
        picture = Optional.empty();
        levels = shown.map(PictureLayer::levels);
        changed();
    }

    private void take(Picture pixels, PictureLevels made, Runnable ready) {
        if (picture.filter(shown -> shown == pixels).isPresent()) {
            levels = Optional.of(made);
            changed();
            ready.run();
        }
    }

    /** A picture as JavaFX draws it. */
    public static Image toImage(Picture picture) {
        return SwingFXUtils.toFXImage(picture.toBufferedImage(), null);
    }

    private static PictureLevels levels(Image image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        int[] argb = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbPreInstance(), argb, 0, width);
        return new PictureLevels(width, height, argb);
    }

    private static PictureLevels levels(Picture picture) {
        int[] argb = new int[picture.width() * picture.height()];
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                argb[y * picture.width() + x] = 0xFF000000 | picture.rgb(x, y);
            }
        }
        return new PictureLevels(picture.width(), picture.height(), argb);
    }

    @Override
    boolean isEmpty() {
        return levels.isEmpty();
    }

    @Override
    void paint(Pixels pixels, ViewTransform view) {
        levels.ifPresent(made -> made.paint(pixels, view, view.scale() < PIXELS_FROM));
    }
}
