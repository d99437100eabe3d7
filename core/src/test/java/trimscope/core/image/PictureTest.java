package trimscope.core.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PictureTest {
    @Test
    void keepsItsOwnCopyOfTheBytes() {
        byte[] rgb = {1, 2, 3, (byte) 250, (byte) 251, (byte) 252};
        Picture picture = Picture.of(2, 1, rgb);
        rgb[0] = 99;
        picture.bytes()[3] = 99;
        assertEquals(0x010203, picture.rgb(0, 0));
        assertEquals(0xFAFBFC, picture.rgb(1, 0));
        assertArrayEquals(new byte[] {1, 2, 3, (byte) 250, (byte) 251, (byte) 252}, picture.bytes());
    }

    @Test
    void refusesSizesThatDoNotFit() {
        assertThrows(IllegalArgumentException.class, () -> Picture.of(2, 2, new byte[11]));
        assertThrows(IllegalArgumentException.class, () -> Picture.of(0, 0, new byte[0]));
        assertThrows(
                IllegalArgumentException.class,
                () -> Picture.of(1, 1, new byte[3]).rgb(1, 0));
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_INT_ARGB_PRE,
                BufferedImage.TYPE_INT_BGR,
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_4BYTE_ABGR,
                BufferedImage.TYPE_4BYTE_ABGR_PRE
            })
    void everyOpaqueImageTypeGivesTheSamePixels(int type) {
        Picture expected = Patterns.pattern(9, 7);
        BufferedImage image = new BufferedImage(9, 7, type);
        for (int y = 0; y < 7; y++) {
            for (int x = 0; x < 9; x++) {
                image.setRGB(x, y, 0xFF000000 | expected.rgb(x, y));
            }
        }
        assertArrayEquals(expected.bytes(), Picture.of(image).bytes());
    }

    @Test
    void goesToAnImageAndBack() {
        Picture picture = Patterns.pattern(9, 7);
        assertEquals(BufferedImage.TYPE_INT_RGB, picture.toBufferedImage().getType());
        assertArrayEquals(picture.bytes(), Picture.of(picture.toBufferedImage()).bytes());
    }

    @Test
    void laysTransparencyOverWhite() {
        BufferedImage image = new BufferedImage(256, 256, BufferedImage.TYPE_INT_ARGB);
        for (int alpha = 0; alpha < 256; alpha++) {
            for (int sample = 0; sample < 256; sample++) {
                image.setRGB(sample, alpha, alpha << 24 | sample << 16 | sample << 8 | sample);
            }
        }
        Picture picture = Picture.of(image);
        for (int alpha = 0; alpha < 256; alpha++) {
            for (int sample = 0; sample < 256; sample++) {
                long expected = Math.round((sample * alpha + 255 * (255 - alpha)) / 255.0);
                assertEquals(expected, picture.rgb(sample, alpha) & 0xFF);
            }
        }
    }

    @Test
    void greyStaysTheStoredNumber() {
        BufferedImage image = new BufferedImage(256, 1, BufferedImage.TYPE_BYTE_GRAY);
        for (int x = 0; x < 256; x++) {
            image.getRaster().setSample(x, 0, 0, x);
        }
        Picture picture = Picture.of(image);
        for (int x = 0; x < 256; x++) {
            assertEquals(x * 0x010101, picture.rgb(x, 0));
        }
    }
}
