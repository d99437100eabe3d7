package trimscope.app.canvas;

import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import trimscope.core.image.Picture;

/** The picture itself. */
public final class PictureLayer extends PixelLayer<PictureLevels> {
    /** From here on single pixels are shown as squares. */
    private static final double PIXELS_FROM = 8;

    /** A picture of more pixels is made ready beside the window's thread. */
    private static final long SMALL = 1_000_000;

    private Optional<Picture> picture = Optional.empty();

    /**
     * Shows a picture, a large one some moments later.
     *
     * @param ready called on the window's thread when it can be painted
     */
    public void show(Optional<Picture> shown, Runnable ready) {
        clear();
        picture = shown;
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
        set(shown.map(PictureLayer::levels));
    }

    @Override
    public void clear() {
        picture = Optional.empty();
        super.clear();
    }

    private void take(Picture pixels, PictureLevels made, Runnable ready) {
        if (picture.filter(shown -> shown == pixels).isPresent()) {
            set(Optional.of(made));
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
    void paint(Pixels pixels, ViewTransform view, PictureLevels levels) {
        levels.paint(pixels, view, view.scale() < PIXELS_FROM);
    }
}
