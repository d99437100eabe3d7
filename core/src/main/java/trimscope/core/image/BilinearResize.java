package trimscope.core.image;

import java.util.Arrays;

/**
 * Pillow's 8-bit bilinear resize, bit for bit (specification section 2.3): a triangle filter that widens when shrinking,
 * first along the rows, then along the columns, each pass rounded to 8 bits.
 */
final class BilinearResize {
    private static final int FRACTION_BITS = 22;
    private static final int HALF = 1 << (FRACTION_BITS - 1);

    private BilinearResize() {}

    /**
     * Resizes a picture of three interleaved channels.
     *
     * @param rgb [height, width, 3]
     * @return [newHeight, newWidth, 3]; the given array itself if the size does not change
     */
    static byte[] resize(byte[] rgb, int height, int width, int newHeight, int newWidth) {
        // Pillow 12 (Image.resize) turns the passes round for very tall pictures, which changes the rounding.
        boolean columnsFirst = height > 100L * width && newHeight < height;
        if (columnsFirst) {
            return alongRows(alongColumns(rgb, height, width, newHeight), newHeight, width, newWidth);
        }
        return alongColumns(alongRows(rgb, height, width, newWidth), height, newWidth, newHeight);
    }

    private static byte[] alongRows(byte[] in, int height, int width, int newWidth) {
        if (newWidth == width) {
            return in;
        }
        Weights weights = new Weights(width, newWidth);
        byte[] out = new byte[height * weights.size * 3];
        int at = 0;
        for (int y = 0; y < height; y++) {
            int row = y * width * 3;
            for (int i = 0; i < weights.size; i++, at += 3) {
                int red = HALF;
                int green = HALF;
                int blue = HALF;
                int from = row + weights.first[i] * 3;
                for (int k = weights.start[i]; k < weights.start[i + 1]; k++, from += 3) {
                    int weight = weights.fixed[k];
                    red += (in[from] & 0xFF) * weight;
                    green += (in[from + 1] & 0xFF) * weight;
                    blue += (in[from + 2] & 0xFF) * weight;
                }
                out[at] = clamp(red);
                out[at + 1] = clamp(green);
                out[at + 2] = clamp(blue);
            }
        }
        return out;
    }

    /** Adds whole rows at a time, so that memory is read in order. */
    private static byte[] alongColumns(byte[] in, int height, int width, int newHeight) {
        if (newHeight == height) {
            return in;
        }
        Weights weights = new Weights(height, newHeight);
        int stride = width * 3;
        byte[] out = new byte[weights.size * stride];
        int[] sums = new int[stride];
        for (int i = 0; i < weights.size; i++) {
            Arrays.fill(sums, HALF);
            int from = weights.first[i] * stride;
            for (int k = weights.start[i]; k < weights.start[i + 1]; k++, from += stride) {
                int weight = weights.fixed[k];
                for (int x = 0; x < stride; x++) {
                    sums[x] += (in[from + x] & 0xFF) * weight;
                }
            }
            for (int x = 0; x < stride; x++) {
                out[i * stride + x] = clamp(sums[x]);
            }
        }
        return out;
    }

    private static byte clamp(int sum) {
        return (byte) Math.min(Math.max(sum >> FRACTION_BITS, 0), 255);
    }

    /** The filter of one axis: for output i the inputs from {@code first[i]} with {@code fixed[start[i] … start[i+1])}. */
    private static final class Weights {
        final int size;
        final int[] first;
        final int[] start;
        final int[] fixed;

        Weights(int in, int out) {
            size = out;
            first = new int[out];
            start = new int[out + 1];
            double scale = (double) in / out;
            double radius = Math.max(scale, 1.0);
            int[] end = new int[out];
            for (int i = 0; i < out; i++) {
                double centre = (i + 0.5) * scale;
                first[i] = Math.max((int) (centre - radius + 0.5), 0);
                end[i] = Math.min((int) (centre + radius + 0.5), in);
                start[i + 1] = start[i] + end[i] - first[i];
            }
            fixed = new int[start[out]];
            for (int i = 0; i < out; i++) {
                fill(i, (i + 0.5) * scale, 1.0 / radius);
            }
        }

        private void fill(int i, double centre, double inverseRadius) {
            double[] weights = new double[start[i + 1] - start[i]];
            double sum = 0;
            for (int j = 0; j < weights.length; j++) {
                double distance = Math.abs((first[i] + j - centre + 0.5) * inverseRadius);
                weights[j] = Math.max(0, 1 - distance);
                sum += weights[j];
            }
            for (int j = 0; j < weights.length; j++) {
                fixed[start[i] + j] = (int) (weights[j] / sum * (1 << FRACTION_BITS) + 0.5);
            }
        }
    }
}
