package trimscope.app.canvas;

import java.util.ArrayList;
import java.util.List;

/**
 * A picture in its own size and halved again and again, so that a small view of a large picture reads few pixels, and every one of them
 * counts. Immutable.
 */
final class PictureLevels {
    private static final int SMALLEST = 64;

    /** One size of the picture; opaque, so premultiplied or not is the same. */
    private static final class Level {
        final int width;
        final int height;
        final int[] argb;

        Level(int width, int height, int[] argb) {
            this.width = width;
            this.height = height;
            this.argb = argb;
        }

        /** Each pixel the mean of four. */
        Level halved() {
            int w = Math.max(1, width / 2);
            int h = Math.max(1, height / 2);
            int[] out = new int[w * h];
            for (int y = 0; y < h; y++) {
                int upper = Math.min(2 * y, height - 1) * width;
                int lower = Math.min(2 * y + 1, height - 1) * width;
                for (int x = 0; x < w; x++) {
                    int left = Math.min(2 * x, width - 1);
                    int right = Math.min(2 * x + 1, width - 1);
                    out[y * w + x] =
                            mean(argb[upper + left], argb[upper + right], argb[lower + left], argb[lower + right]);
                }
            }
            return new Level(w, h, out);
        }

        private static int mean(int a, int b, int c, int d) {
            int redBlue = (a & 0xFF00FF) + (b & 0xFF00FF) + (c & 0xFF00FF) + (d & 0xFF00FF) + 0x020002;
            int green = (a & 0x00FF00) + (b & 0x00FF00) + (c & 0x00FF00) + (d & 0x00FF00) + 0x000200;
            return 0xFF000000 | ((redBlue >>> 2) & 0xFF00FF) | ((green >>> 2) & 0x00FF00);
        }
    }

    private final List<Level> levels = new ArrayList<>();

    /** @param argb [height · width], opaque; not copied, the caller gives it away */
    PictureLevels(int width, int height, int[] argb) {
        Level level = new Level(width, height, argb);
        levels.add(level);
        while (Math.min(level.width, level.height) > SMALLEST) {
            level = level.halved();
            levels.add(level);
        }
    }

    /**
     * Paints the part of the picture that a view shows.
     *
     * @param smooth whether neighbouring pixels run into each other
     */
    void paint(Pixels pixels, ViewTransform view, boolean smooth) {
        Level whole = levels.get(0);
        int step = 0;
        while (step + 1 < levels.size() && view.scale() * (2 << step) <= 1) {
            step++;
        }
        Level level = levels.get(step);
        double across = view.scale() * whole.width / level.width;
        double down = view.scale() * whole.height / level.height;
        int left = (int) Math.max(0, Math.rint(view.x()));
        int top = (int) Math.max(0, Math.rint(view.y()));
        int right = (int) Math.min(pixels.width, Math.rint(view.x() + view.scale() * whole.width));
        int bottom = (int) Math.min(pixels.height, Math.rint(view.y() + view.scale() * whole.height));
        double middle = smooth ? 0.5 : 0;
        int[] first = new int[Math.max(0, right - left)];
        int[] share = new int[first.length];
        for (int x = 0; x < first.length; x++) {
            double place = Math.max(0, (left + x + 0.5 - view.x()) / across - middle);
            first[x] = Math.min((int) place, level.width - 1);
            share[x] = smooth && first[x] < level.width - 1 ? (int) (256 * (place - first[x])) : 0;
        }
        for (int y = top; y < bottom; y++) {
            double place = Math.max(0, (y + 0.5 - view.y()) / down - middle);
            int row = Math.min((int) place, level.height - 1);
            int rowShare = smooth && row < level.height - 1 ? (int) (256 * (place - row)) : 0;
            line(level, row, rowShare, first, share, pixels.argb, y * pixels.width + left);
        }
    }

    private static void line(Level level, int row, int rowShare, int[] first, int[] share, int[] out, int at) {
        int upper = row * level.width;
        int lower = rowShare > 0 ? upper + level.width : upper;
        for (int x = 0; x < first.length; x++) {
            int i = first[x];
            int next = share[x] > 0 ? i + 1 : i;
            int above = SmoothColours.mix(level.argb[upper + i], level.argb[upper + next], share[x]);
            int below = SmoothColours.mix(level.argb[lower + i], level.argb[lower + next], share[x]);
            out[at + x] = SmoothColours.mix(above, below, rowShare) | 0xFF000000;
        }
    }
}
