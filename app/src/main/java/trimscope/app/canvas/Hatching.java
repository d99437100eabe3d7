package trimscope.app.canvas;

import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.ImagePattern;
import trimscope.core.overlay.VeilPattern;

/** The look of what was dropped, the same on the picture, in the legend and in exports. */
final class Hatching {
    static final int PERIOD = 6;

    private Hatching() {}

    static ImagePattern pattern() {
        return new ImagePattern(swatch(1), 0, 0, PERIOD, PERIOD, false);
    }

    /** A square of some periods. */
    static WritableImage swatch(int periods) {
        WritableImage image = new WritableImage(periods * PERIOD, periods * PERIOD);
        for (int i = 0; i < periods * periods; i++) {
            image.getPixelWriter()
                    .setPixels(
                            i % periods * PERIOD,
                            i / periods * PERIOD,
                            PERIOD,
                            PERIOD,
                            PixelFormat.getIntArgbInstance(),
                            VeilPattern.argb(PERIOD),
                            0,
                            PERIOD);
        }
        return image;
    }
}
