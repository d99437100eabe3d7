package trimscope.app.canvas;

import java.util.Arrays;

/** A rectangle of screen pixels to paint on, transparent at first. Colours are 0xAARRGGBB, premultiplied in the array only. */
final class Pixels {
    final int width;
    final int height;
    /** [height · width], premultiplied. */
    final int[] argb;

    Pixels(int width, int height, int[] argb) {
        this.width = width;
        this.height = height;
        this.argb = argb;
    }

    void clear() {
        Arrays.fill(argb, 0);
    }

    /** A colour times its opacity. */
    static int premultiplied(int color) {
        int alpha = color >>> 24;
        int times = alpha + (alpha >>> 7);
        int redBlue = (((color & 0xFF00FF) * times + 0x800080) >>> 8) & 0xFF00FF;
        int green = (((color & 0x00FF00) * times + 0x008000) >>> 8) & 0x00FF00;
        return alpha << 24 | redBlue | green;
    }

    /** The colour that results if one lies over the other, both premultiplied. */
    static int over(int above, int below) {
        int rest = 256 - (above >>> 24) - (above >>> 31);
        if (below == 0 || rest == 0) {
            return above;
        }
        int alphaGreen = (((below >>> 8) & 0xFF00FF) * rest) & 0xFF00FF00;
        int redBlue = (((below & 0xFF00FF) * rest) >>> 8) & 0xFF00FF;
        return above + alphaGreen + redBlue;
    }

    /** Lays a colour over a rectangle; what is outside is left out. */
    void fill(int x0, int y0, int x1, int y1, int color) {
        int above = premultiplied(color);
        int left = Math.max(0, x0);
        int right = Math.min(width, x1);
        for (int y = Math.max(0, y0); y < Math.min(height, y1); y++) {
            for (int i = y * width + left; i < y * width + right; i++) {
                argb[i] = over(above, argb[i]);
            }
        }
    }

    /**
     * Lays a pattern that begins at the origin over a rectangle.
     *
     * @param pattern [side · side], premultiplied
     */
    void fill(int x0, int y0, int x1, int y1, int[] pattern, int side) {
        int left = Math.max(0, x0);
        int right = Math.min(width, x1);
        for (int y = Math.max(0, y0); y < Math.min(height, y1); y++) {
            int line = y % side * side;
            for (int x = left; x < right; x++) {
                int i = y * width + x;
                argb[i] = over(pattern[line + x % side], argb[i]);
            }
        }
    }

    /**
     * Lays a small picture over these pixels.
     *
     * @param stamp [side · side], premultiplied
     */
    void stamp(int x0, int y0, int[] stamp, int side) {
        for (int y = Math.max(0, -y0); y < Math.min(side, height - y0); y++) {
            for (int x = Math.max(0, -x0); x < Math.min(side, width - x0); x++) {
                int i = (y0 + y) * width + x0 + x;
                argb[i] = over(stamp[y * side + x], argb[i]);
            }
        }
    }
}
