package trimscope.core.scene.drawing;

/**
 * A square drawing with soft edges, worked on as Pillow does it for the recipe: 8 bits a channel, colours multiplied by
 * the coverage, bilinear filters. Java2D's own scaling would skip pixels where it shrinks.
 */
final class Sprite {

    /** Red, green, blue, coverage. */
    static final int CHANNELS = 4;

    private final int side;
    private final int[] pixels;

    /**
     * @param side pixels
     * @param pixels [side, side, 4], 0 to 255, colours multiplied by coverage; not copied
     */
    Sprite(int side, int[] pixels) {
        this.side = side;
        this.pixels = pixels;
    }

    int side() {
        return side;
    }

    /** A channel of a pixel, 0 to 255. */
    int value(int x, int y, int channel) {
        return pixels[(y * side + x) * CHANNELS + channel];
    }

    /** Mirrored left to right. */
    Sprite flipped() {
        int[] flipped = new int[pixels.length];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int from = (y * side + side - 1 - x) * CHANNELS;
                System.arraycopy(pixels, from, flipped, (y * side + x) * CHANNELS, CHANNELS);
            }
        }
        return new Sprite(side, flipped);
    }

    /** Turned about its middle by degrees counter-clockwise; what leaves the square is cut off. */
    Sprite turned(double degrees) {
        double cos = Math.cos(Math.toRadians(degrees));
        double sin = Math.sin(Math.toRadians(degrees));
        double middle = side / 2.0;
        int[] turned = new int[pixels.length];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double right = x + 0.5 - middle;
                double down = y + 0.5 - middle;
                double fromX = cos * right - sin * down + middle;
                double fromY = sin * right + cos * down + middle;
                if (fromX >= 0 && fromX < side && fromY >= 0 && fromY < side) {
                    interpolate(fromX - 0.5, fromY - 0.5, turned, (y * side + x) * CHANNELS);
                }
            }
        }
        return new Sprite(side, turned);
    }

    private void interpolate(double x, double y, int[] into, int at) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double right = x - left;
        double down = y - top;
        for (int c = 0; c < CHANNELS; c++) {
            double upper =
                    value(inside(left), inside(top), c) * (1 - right) + value(inside(left + 1), inside(top), c) * right;
            double lower = value(inside(left), inside(top + 1), c) * (1 - right)
                    + value(inside(left + 1), inside(top + 1), c) * right;
            into[at + c] = (int) (upper * (1 - down) + lower * down);
        }
    }

    private int inside(int position) {
        return Math.min(Math.max(position, 0), side - 1);
    }

    /** Scaled to another side in pixels, every pixel of the original taking part. */
    Sprite resized(int newSide) {
        double[][] weights = new double[newSide][];
        int[] first = new int[newSide];
        double scale = (double) side / newSide;
        double reach = Math.max(scale, 1);
        for (int i = 0; i < newSide; i++) {
            double centre = (i + 0.5) * scale;
            first[i] = Math.max((int) (centre - reach + 0.5), 0);
            int end = Math.min((int) (centre + reach + 0.5), side);
            weights[i] = triangle(first[i], end, centre, reach);
        }
        int[] narrow = filtered(pixels, side, first, weights);
        return new Sprite(newSide, filtered(narrow, newSide, first, weights));
    }

    private static double[] triangle(int first, int end, double centre, double reach) {
        double[] weights = new double[end - first];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.max(0, 1 - Math.abs(first + i + 0.5 - centre) / reach);
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    /**
     * Filters every row and turns rows into columns, so that doing it twice filters both ways.
     *
     * @param in [rows, side, 4]
     * @return [new side, rows, 4]
     */
    private int[] filtered(int[] in, int rows, int[] first, double[][] weights) {
        int[] out = new int[weights.length * rows * CHANNELS];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < weights.length; i++) {
                for (int c = 0; c < CHANNELS; c++) {
                    double sum = 0;
                    for (int k = 0; k < weights[i].length; k++) {
                        sum += weights[i][k] * in[(row * side + first[i] + k) * CHANNELS + c];
                    }
                    out[(i * rows + row) * CHANNELS + c] = (int) (sum + 0.5);
                }
            }
        }
        return out;
    }
}
