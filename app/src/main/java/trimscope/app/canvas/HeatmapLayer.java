package trimscope.app.canvas;

import java.util.Optional;
import javafx.scene.canvas.GraphicsContext;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.image.PatchGrid;
import trimscope.core.overlay.HeatmapStyle;
import trimscope.core.overlay.PatchRaster;

/** Attention weights, or what else there is of each patch, as colours over the picture. */
public final class HeatmapLayer implements CanvasLayer {
    private Optional<PatchImage> image = Optional.empty();
    private boolean smooth;

    /** Shows a map. */
    public void show(PatchGrid grid, CrossAttentionMap map, HeatmapStyle style) {
        show(grid, PatchRaster.heatmap(grid, map, style));
        smooth = style.smooth();
    }

    /** Shows a colour on each patch. */
    public void show(PatchGrid grid, PatchRaster colours) {
        image = Optional.of(new PatchImage(grid, colours));
        smooth = false;
    }

    /** Shows nothing. */
    public void clear() {
        image = Optional.empty();
    }

    @Override
    public void paint(GraphicsContext graphics, ViewTransform view) {
        image.ifPresent(shown -> shown.paint(graphics, view, smooth));
    }
}
