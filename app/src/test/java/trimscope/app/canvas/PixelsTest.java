package trimscope.app.canvas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PixelsTest {
    @Test
    void coloursLieOverEachOtherAsLightDoes() {
        Random random = new Random(3);
        for (int i = 0; i < 10_000; i++) {
            int above = random.nextInt();
            int below = i % 3 == 0 ? random.nextInt() | 0xFF000000 : random.nextInt();
            int found = Pixels.over(Pixels.premultiplied(above), Pixels.premultiplied(below));
            double alpha = (above >>> 24) / 255.0;
            double under = (below >>> 24) / 255.0 * (1 - alpha);
            assertEquals(255 * (alpha + under), found >>> 24, 3);
            for (int shift = 0; shift < 24; shift += 8) {
                double expected = (above >> shift & 0xFF) * alpha + (below >> shift & 0xFF) * under;
                int channel = found >> shift & 0xFF;
                assertEquals(expected, channel, 3);
                assertTrue(channel <= (found >>> 24), "premultiplied colours never exceed their opacity");
            }
        }
        assertEquals(0xFF123456, Pixels.over(Pixels.premultiplied(0xFF123456), 0xFFABCDEF));
        assertEquals(0xFFABCDEF, Pixels.over(0, 0xFFABCDEF));
    }

    @Test
    void whatLiesOutsideIsLeftOut() {
        Pixels pixels = new Pixels(4, 3, new int[12]);
        pixels.fill(-5, 1, 2, 9, 0xFFFFFFFF);
        int w = 0xFFFFFFFF;
        assertArrayEquals(new int[] {0, 0, 0, 0, w, w, 0, 0, w, w, 0, 0}, pixels.argb);
        pixels.clear();
        int[] stamp = new int[9];
        Arrays.fill(stamp, w);
        pixels.stamp(3, -2, stamp, 3);
        assertArrayEquals(new int[] {0, 0, 0, w, 0, 0, 0, 0, 0, 0, 0, 0}, pixels.argb);
        pixels.clear();
        pixels.fill(0, 0, 4, 1, new int[] {w, 0, 0, w}, 2);
        assertArrayEquals(new int[] {w, 0, w, 0, 0, 0, 0, 0, 0, 0, 0, 0}, pixels.argb);
    }

    @Test
    void aPictureIsPaintedWhereItsViewShowsIt() {
        int[] half = new int[200 * 100];
        for (int i = 0; i < half.length; i++) {
            half[i] = i % 200 < 100 ? 0xFF204060 : 0xFFE0C0A0;
        }
        PictureLevels picture = new PictureLevels(200, 100, half);
        for (double scale : new double[] {0.1, 0.24, 0.5, 0.9, 1, 3, 10}) {
            Pixels pixels = new Pixels(300, 200, new int[300 * 200]);
            picture.paint(pixels, new ViewTransform(scale, 20, 10), scale < 8);
            int right = Math.min(299, (int) (20 + 200 * scale) - 2);
            int y = (int) (10 + 50 * Math.min(scale, 3));
            assertEquals(0, pixels.argb[5 * 300 + 5], "beside the picture");
            assertEquals(0xFF204060, pixels.argb[y * 300 + 21]);
            assertEquals(
                    scale < 2.7 ? 0xFFE0C0A0 : 0xFF204060,
                    pixels.argb[y * 300 + Math.min(right, 290)],
                    "scale " + scale);
        }
    }
}
