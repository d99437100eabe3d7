package trimscope.app.canvas;

import javafx.embed.swing.SwingFXUtils;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import trimscope.core.image.PatchGrid;
import trimscope.core.overlay.PatchRaster;

/**
 * One colour a patch, drawn over the picture as one enlarged image: a repaint costs the same for 200 tokens and for 6404.
 */
final class PatchImage {
    private final Image image;
    private final PatchGrid grid;
    private final double width;
    private final double height;

    PatchImage(PatchGrid grid, PatchRaster raster) {
        this.grid = grid;
        image = SwingFXUtils.toFXImage(raster.toImage(), null);
        // The last column and row may be cut by the picture's edge; drawn whole, they are clipped there.
        width = grid.columnEdge(1) * raster.width();
        height = grid.rowEdge(1) * raster.height();
    }

    void paint(GraphicsContext graphics, ViewTransform view, boolean smooth) {
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
