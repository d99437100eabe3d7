package trimscope.core.image;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/** An opaque picture of 8-bit red, green and blue. Immutable. */
public final class Picture {
    private final int width;
    private final int height;
    private final byte[] rgb;

    private Picture(int width, int height, byte[] rgb) {
        this.width = width;
        this.height = height;
        this.rgb = rgb;
    }

    /**
     * A picture of the given pixels.
     *
     * @param rgb [height, width, 3], red first, row by row; copied
     */
    public static Picture of(int width, int height, byte[] rgb) {
        return owning(width, height, rgb.clone());
    }

    /** The same without a copy: the caller gives the array away. Saves 150 MB for the largest pictures. */
    static Picture owning(int width, int height, byte[] rgb) {
        if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
            throw new IllegalArgumentException("expected 3 bytes for each of " + width + " × " + height
                    + " pixels, found " + rgb.length + " bytes");
        }
        return new Picture(width, height, rgb);
    }

    /** The pixels of an image; what is transparent is laid over white (specification section 2.1). */
    public static Picture of(BufferedImage image) {
        return owning(image.getWidth(), image.getHeight(), RgbPixels.of(image));
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** The pixel as 0xRRGGBB. */
    public int rgb(int x, int y) {
        if (x < 0 || x >= width || y < 0 || y >= height) {
            throw new IllegalArgumentException(
                    "pixel " + x + ", " + y + " is outside the picture of " + width + " × " + height);
        }
        return packed(3 * (y * width + x));
    }

    /** A copy of the pixels, [height, width, 3], red first. */
    public byte[] bytes() {
        return rgb.clone();
    }

    /** The pixels themselves, for readers in this package. */
    byte[] shared() {
        return rgb;
    }

    /** A new image of type {@link BufferedImage#TYPE_INT_RGB}. */
    public BufferedImage toBufferedImage() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] pixels = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = packed(3 * i);
        }
        return image;
    }

    private int packed(int at) {
        return (rgb[at] & 0xFF) << 16 | (rgb[at + 1] & 0xFF) << 8 | (rgb[at + 2] & 0xFF);
    }
}
