package trimscope.app.window;

import java.io.File;
import java.util.List;
import java.util.Optional;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.input.Clipboard;
import trimscope.core.image.Picture;

/** Pictures on the clipboard: pixels or copied files. */
final class PastedPicture {
    private PastedPicture() {}

    /** Whether there is one; text beside it counts as text where text can be written. */
    static boolean isThere(Clipboard clipboard, boolean writing) {
        return (clipboard.hasImage() || clipboard.hasFiles()) && !(writing && clipboard.hasString());
    }

    static List<File> files(Clipboard clipboard) {
        return clipboard.hasFiles() ? clipboard.getFiles() : List.of();
    }

    static Optional<Picture> pixels(Clipboard clipboard) {
        return Optional.ofNullable(clipboard.getImage()).map(PastedPicture::toPicture);
    }

    /** What is transparent is laid over white. */
    static Picture toPicture(Image image) {
        int width = (int) image.getWidth();
        int height = (int) image.getHeight();
        byte[] rgb = new byte[3 * width * height];
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            image.getPixelReader().getPixels(0, y, width, 1, PixelFormat.getIntArgbInstance(), row, 0, width);
            for (int x = 0; x < width; x++) {
                int alpha = row[x] >>> 24;
                for (int channel = 0; channel < 3; channel++) {
                    int level = (row[x] >> (16 - 8 * channel)) & 0xFF;
                    rgb[3 * (y * width + x) + channel] = (byte) ((level * alpha + 255 * (255 - alpha)) / 255);
                }
            }
        }
        return Picture.of(width, height, rgb);
    }
}
