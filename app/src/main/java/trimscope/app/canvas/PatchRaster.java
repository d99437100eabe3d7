package trimscope.app.canvas;

import java.util.function.IntUnaryOperator;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import trimscope.core.image.PatchGrid;

/**
 * One colour a patch, drawn over the picture as one enlarged image: a repaint costs the same for 200 tokens and for 6404.
 */
final class PatchRaster {
    private final WritableImage image;
    private final double width;
    private final double height;

    /** @param colors visual token to non-premultiplied ARGB; asked for patches only */
    PatchRaster(PatchGrid grid, IntUnaryOperator colors) {
        int side = grid.patchesPerSide();
        int columns = grid.arrangement().columns() * side;
        int rows = grid.arrangement().rows() * side;
        image = new WritableImage(columns, rows);
        int[] pixels = new int[columns * rows];
        double right = 0;
        double bottom = 0;
        for (int token = 0; token < grid.validCount(); token++) {
            if (grid.kind(token) == PatchGrid.Kind.PATCH) {
                int tile = grid.tile(token);
                int column = tile % grid.arrangement().columns() * side + grid.column(token);
                int row = tile / grid.arrangement().columns() * side + grid.row(token);
                pixels[row * columns + column] = colors.applyAsInt(token);
                if (row == 0 && column == 0) {
                    PatchGrid.Box box = grid.box(token).orElseThrow();
                    right = box.width() * columns;
                    bottom = box.height() * rows;
                }
            }
        }
        image.getPixelWriter().setPixels(0, 0, columns, rows, PixelFormat.getIntArgbInstance(), pixels, 0, columns);
        width = right;
        height = bottom;
    }

    /** Draws the patches; those that reach beyond the picture are cut at its edge. */
    void paint(GraphicsContext graphics, ViewTransform view, PatchGrid grid, boolean smooth) {
        graphics.beginPath();
        graphics.rect(
                Math.rint(view.x()),
                Math.rint(view.y()),
                Math.rint(view.scale() * grid.pictureWidth()),
                Math.rint(view.scale() * grid.pictureHeight()));
        graphics.clip();
        graphics.setImageSmoothing(smooth);
        graphics.drawImage(image, view.x(), view.y(), view.scale() * width, view.scale() * height);
    }
}
