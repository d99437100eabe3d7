package trimscope.app.canvas;

import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import trimscope.core.image.PatchGrid;

/** How many heads chose each patch: a dot that grows with their number, readable above a heatmap and in grey. */
public final class VotesLayer extends PixelLayer<PatchGrid> {
    private static final int DOT = 0xFFFFFF;
    private static final int RIM = 0x000000;
    private static final double RIM_ALPHA = 0.75;
    /** Width of the widest dot against that of its patch. */
    private static final double WIDEST = 0.8;

    /** By visual token. */
    private int[] votes = {};

    private int heads;

    /**
     * Shows a dot on each patch that has a vote.
     *
     * @param count visual token to its number of heads, 0 … of
     * @param of number of heads
     */
    public void show(PatchGrid patches, IntUnaryOperator count, int of) {
        heads = of;
        votes = IntStream.range(0, patches.validCount())
                .map(token -> Math.min(of, count.applyAsInt(token)))
                .toArray();
        set(Optional.of(patches));
    }

    @Override
    void paint(Pixels pixels, ViewTransform view, PatchGrid patches) {
        PixelEdges edges = new PixelEdges(patches, view);
        double narrow = Math.min(patches.columnEdge(1), patches.rowEdge(1));
        int patch = (int) Math.max(1, Math.rint(view.scale() * narrow));
        List<int[]> stamps = IntStream.rangeClosed(0, heads)
                .mapToObj(count -> dot(patch, (double) count / heads))
                .toList();
        for (int row = 0; row < edges.rows(); row++) {
            for (int column = 0; column < edges.columns(); column++) {
                int count = votes[patches.cellToken(row, column)];
                if (count > 0) {
                    int x = (edges.x(column) + edges.x(column + 1) - patch) / 2;
                    int y = (edges.y(row) + edges.y(row + 1) - patch) / 2;
                    pixels.stamp(x, y, stamps.get(count), patch);
                }
            }
        }
    }

    /** A dot in a square of that side; its area, not its width, tells the share. */
    private static int[] dot(int side, double share) {
        double radius = WIDEST * side * Math.sqrt(share) / 2;
        int[] stamp = new int[side * side];
        for (int i = 0; i < stamp.length; i++) {
            int column = i % side;
            int row = i / side;
            double distance = Math.hypot(column + 0.5 - side / 2.0, row + 0.5 - side / 2.0);
            int rim = withAlpha(RIM, RIM_ALPHA * within(radius + 1, distance));
            int dot = withAlpha(DOT, within(radius, distance));
            stamp[i] = Pixels.over(Pixels.premultiplied(dot), Pixels.premultiplied(rim));
        }
        return stamp;
    }

    /** How much of a pixel at that distance lies in a circle. */
    private static double within(double radius, double distance) {
        return Math.max(0, Math.min(1, radius + 0.5 - distance));
    }

    private static int withAlpha(int rgb, double alpha) {
        return (int) Math.round(255 * alpha) << 24 | rgb;
    }
}
