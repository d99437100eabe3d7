package trimscope.app.canvas;

import java.util.Optional;
import trimscope.core.image.PatchGrid;
import trimscope.core.image.PatchGrid.Box;

/** The borders of patches and tiles: pale beside dark, so that they show on every picture. */
public final class GridLayer extends PixelLayer<PatchGrid> {
    private static final int PATCH = 0x73FFFFFF;
    private static final int SHADE = 0x73000000;
    private static final int TILE = 0xF2FFFFFF;
    private static final int TILE_SHADE = 0x99000000;

    /** Shows the grid of a picture, or none. */
    public void show(Optional<PatchGrid> patches) {
        set(patches);
    }

    @Override
    void paint(Pixels pixels, ViewTransform view, PatchGrid patches) {
        PixelEdges edges = new PixelEdges(patches, view);
        for (int column = 0; column <= edges.columns(); column++) {
            vertical(pixels, edges, edges.x(column), -1, 0, PATCH);
            vertical(pixels, edges, edges.x(column), 0, 1, SHADE);
        }
        for (int row = 0; row <= edges.rows(); row++) {
            horizontal(pixels, edges, edges.y(row), -1, 0, PATCH);
            horizontal(pixels, edges, edges.y(row), 0, 1, SHADE);
        }
        for (int tile = 0; tile < patches.tiles(); tile++) {
            Box box = patches.tileBox(tile);
            frame(pixels, edges, view, box, 2, TILE_SHADE);
        }
        for (int tile = 0; tile < patches.tiles(); tile++) {
            frame(pixels, edges, view, patches.tileBox(tile), 1, TILE);
        }
    }

    private static void frame(Pixels pixels, PixelEdges edges, ViewTransform view, Box box, int half, int color) {
        int left = (int) Math.rint(view.x() + view.scale() * box.x0());
        int top = (int) Math.rint(view.y() + view.scale() * box.y0());
        int right = (int) Math.rint(view.x() + view.scale() * box.x1());
        int bottom = (int) Math.rint(view.y() + view.scale() * box.y1());
        pixels.fill(left - half, top - half, right + half, top + half, color);
        pixels.fill(left - half, top + half, left + half, bottom + half, color);
        // Inner borders are the upper and left ones of the next tile.
        if (right >= edges.right()) {
            pixels.fill(right - half, top + half, right + half, bottom + half, color);
        }
        if (bottom >= edges.bottom()) {
            pixels.fill(left + half, bottom - half, right - half, bottom + half, color);
        }
    }

    private static void vertical(Pixels pixels, PixelEdges edges, int x, int from, int to, int color) {
        pixels.fill(x + from, edges.y(0), x + to, edges.bottom(), color);
    }

    private static void horizontal(Pixels pixels, PixelEdges edges, int y, int from, int to, int color) {
        pixels.fill(edges.x(0), y + from, edges.right(), y + to, color);
    }
}
