package trimscope.core.overlay;

import java.awt.Rectangle;
import java.awt.TexturePaint;
import java.awt.image.BufferedImage;

/**
 * The look of a dropped patch: a dark veil that takes light from bright pictures, with pale lines that show on dark ones,
 * so that it needs no colour to be told apart.
 */
public final class VeilPattern {
    private static final int VEIL_RGB = 0x0F172A;
    private static final double VEIL_ALPHA = 0.60;
    private static final double LINE_ALPHA = 0.34;
    private static final double LINE_SHARE = 0.24;

    private VeilPattern() {}

    /**
     * A square that repeats without a seam.
     *
     * @param side in pixels, at least 4: the distance of two lines along a row
     * @return [side, side], 0xAARRGGBB, not premultiplied
     */
    public static int[] argb(int side) {
        int[] argb = new int[side * side];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = blend(lineCoverage(i % side + i / side, side) * LINE_ALPHA);
        }
        return argb;
    }

    /** The same as a paint that starts at the origin. */
    static TexturePaint paint(int side) {
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, side, side, argb(side), 0, side);
        return new TexturePaint(image, new Rectangle(side, side));
    }

    /** How much of a pixel on a diagonal belongs to a line, with soft edges. */
    private static double lineCoverage(int diagonal, int side) {
        double distance = Math.abs(Math.floorMod(diagonal, side) - (side - 1) / 2.0);
        return Math.min(Math.max(side * LINE_SHARE / 2 + 0.5 - distance, 0), 1);
    }

    /** White of that opacity laid over the veil, as one colour. */
    private static int blend(double white) {
        double alpha = white + VEIL_ALPHA * (1 - white);
        int argb = (int) Math.round(alpha * 255) << 24;
        for (int shift = 16; shift >= 0; shift -= 8) {
            double veil = VEIL_RGB >> shift & 0xFF;
            double sample = (255 * white + veil * VEIL_ALPHA * (1 - white)) / alpha;
            argb |= (int) Math.round(sample) << shift;
        }
        return argb;
    }
}
