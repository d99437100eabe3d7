package trimscope.core.scene.drawing;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import javax.imageio.ImageIO;
import trimscope.core.scene.Catalog;

/** The drawings of all kinds of things, cut from {@code sprites.png}. */
final class SpriteSheet {

    /** Side of a drawing on the sheet in pixels. */
    private static final int SIDE = 128;

    private static final int COLUMNS = 8;
    private static final BufferedImage SHEET = load();

    private SpriteSheet() {}

    private static BufferedImage load() {
        try (InputStream in = Objects.requireNonNull(Catalog.class.getResourceAsStream("sprites.png"), "sprites.png")) {
            return Objects.requireNonNull(ImageIO.read(in), "sprites.png is no picture");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The drawing of a kind of the catalogue. */
    static Sprite sprite(int kind) {
        int[] argb = SHEET.getRGB(kind % COLUMNS * SIDE, kind / COLUMNS * SIDE, SIDE, SIDE, null, 0, SIDE);
        int[] pixels = new int[SIDE * SIDE * Sprite.CHANNELS];
        for (int i = 0; i < argb.length; i++) {
            int coverage = argb[i] >>> 24;
            int at = i * Sprite.CHANNELS;
            pixels[at] = multiplied(argb[i] >> 16 & 0xff, coverage);
            pixels[at + 1] = multiplied(argb[i] >> 8 & 0xff, coverage);
            pixels[at + 2] = multiplied(argb[i] & 0xff, coverage);
            pixels[at + 3] = coverage;
        }
        return new Sprite(SIDE, pixels);
    }

    /** The product of two shares of 255, rounded. */
    static int multiplied(int a, int b) {
        return (a * b + 127) / 255;
    }
}
