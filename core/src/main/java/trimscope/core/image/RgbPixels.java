package trimscope.core.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;

/**
 * Stored samples to 8-bit red, green, blue over white (specification section 2.1).
 *
 * <p>Reads the raster and not {@link BufferedImage#getRGB}, which would treat grey as linear light and follow embedded
 * colour profiles; the reference does neither. Of 16-bit samples the high byte counts, as in Pillow.
 */
final class RgbPixels {
    private final BufferedImage image;
    private final int width;
    private final byte[] rgb;

    private RgbPixels(BufferedImage image) {
        this.image = image;
        width = image.getWidth();
        rgb = new byte[Math.toIntExact(3L * width * image.getHeight())];
    }

    /** The pixels of the image, [height, width, 3]. */
    static byte[] of(BufferedImage image) {
        return of(image, true);
    }

    /**
     * The pixels of the image, [height, width, 3].
     *
     * @param useAlpha false takes the colours as they are, also where they are transparent
     */
    static byte[] of(BufferedImage image, boolean useAlpha) {
        RgbPixels pixels = new RgbPixels(image);
        ColorModel colours = image.getColorModel();
        if (colours instanceof IndexColorModel palette) {
            pixels.fromPalette(palette, useAlpha);
        } else if (hasPlainSamples(colours)) {
            pixels.fromSamples(colours, useAlpha);
        } else {
            pixels.fromColourModel();
        }
        return pixels.rgb;
    }

    private static boolean hasPlainSamples(ColorModel colours) {
        int family = colours.getColorSpace().getType();
        boolean known = family == ColorSpace.TYPE_RGB || family == ColorSpace.TYPE_GRAY;
        boolean small = Arrays.stream(colours.getComponentSize()).allMatch(bits -> bits <= 16);
        boolean unsigned = colours.getTransferType() == DataBuffer.TYPE_BYTE
                || colours.getTransferType() == DataBuffer.TYPE_USHORT
                || colours.getTransferType() == DataBuffer.TYPE_INT;
        return known && small && unsigned && !(colours.hasAlpha() && colours.isAlphaPremultiplied());
    }

    private void fromPalette(IndexColorModel palette, boolean useAlpha) {
        int[] argb = new int[palette.getMapSize()];
        palette.getRGBs(argb);
        Raster raster = image.getRaster();
        int[] row = new int[width];
        for (int y = 0, at = 0; y < image.getHeight(); y++) {
            raster.getSamples(0, y, width, 1, 0, row);
            for (int x = 0; x < width; x++, at += 3) {
                // An index beyond the palette is damage that decoders let pass; Pillow shows black.
                int colour = row[x] < argb.length ? argb[row[x]] : 0xFF000000;
                put(at, colour >> 16 & 0xFF, colour >> 8 & 0xFF, colour & 0xFF, useAlpha ? colour >>> 24 : 255);
            }
        }
    }

    private void fromSamples(ColorModel colours, boolean useAlpha) {
        Raster raster = image.getRaster();
        int bands = raster.getNumBands();
        boolean grey = colours.getNumColorComponents() == 1;
        int alphaBand = useAlpha && colours.hasAlpha() ? bands - 1 : -1;
        int[][] to8 = new int[bands][];
        for (int band = 0; band < bands; band++) {
            to8[band] = toEightBits(colours.getComponentSize(band));
        }
        int[] row = new int[width * bands];
        for (int y = 0, at = 0; y < image.getHeight(); y++) {
            raster.getPixels(0, y, width, 1, row);
            for (int from = 0; from < row.length; from += bands, at += 3) {
                int red = to8[0][row[from]];
                int alpha = alphaBand < 0 ? 255 : to8[alphaBand][row[from + alphaBand]];
                if (grey) {
                    put(at, red, red, red, alpha);
                } else {
                    put(at, red, to8[1][row[from + 1]], to8[2][row[from + 2]], alpha);
                }
            }
        }
    }

    /** Every sample value of that many bits as 8 bits. */
    private static int[] toEightBits(int bits) {
        int[] table = new int[1 << bits];
        for (int value = 0; value < table.length; value++) {
            table[value] = bits >= 8 ? value >> (bits - 8) : value * 255 / (table.length - 1);
        }
        return table;
    }

    private void fromColourModel() {
        int[] row = new int[width];
        for (int y = 0, at = 0; y < image.getHeight(); y++) {
            image.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++, at += 3) {
                put(at, row[x] >> 16 & 0xFF, row[x] >> 8 & 0xFF, row[x] & 0xFF, row[x] >>> 24);
            }
        }
    }

    private void put(int at, int red, int green, int blue, int alpha) {
        rgb[at] = (byte) overWhite(red, alpha);
        rgb[at + 1] = (byte) overWhite(green, alpha);
        rgb[at + 2] = (byte) overWhite(blue, alpha);
    }

    /** round((s·a + 255·(255−a)) / 255) */
    private static int overWhite(int sample, int alpha) {
        return alpha == 255 ? sample : (2 * (sample * alpha + 255 * (255 - alpha)) + 255) / 510;
    }
}
