package trimscope.app.canvas;

import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.ImagePattern;

/** The look of what was dropped: dark slate with light diagonal lines, the same on the picture and in the legend. */
final class Hatching {
    private static final int PERIOD = 6;
    private static final int VEIL = 0xA81B2B45;
    private static final int LINE = 0xB88CA3C4;
    private static final int EDGE = 0xB04A5F82;

    private Hatching() {}

    static ImagePattern pattern() {
        return new ImagePattern(image(PERIOD, PERIOD), 0, 0, PERIOD, PERIOD, false);
    }

    static WritableImage image(int width, int height) {
        WritableImage image = new WritableImage(width, height);
        PixelWriter pixels = image.getPixelWriter();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int phase = Math.floorMod(x - y, PERIOD);
                pixels.setArgb(x, y, phase == 0 ? LINE : phase == 1 || phase == PERIOD - 1 ? EDGE : VEIL);
            }
        }
        return image;
    }
}
