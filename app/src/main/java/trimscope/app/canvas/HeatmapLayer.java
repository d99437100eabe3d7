package trimscope.app.canvas;

import java.util.Optional;
import javafx.scene.canvas.GraphicsContext;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.image.PatchGrid;
import trimscope.core.overlay.HeatmapStyle;
import trimscope.core.overlay.PatchRaster;

/** Attention weights as colours over the picture. */
public final class HeatmapLayer implements CanvasLayer {
    private Optional<PatchImage> image = Optional.empty();
    private boolean smooth;

    /** Shows a map. */
    public void show(PatchGrid grid, CrossAttentionMap map, HeatmapStyle style) {
        image = Optional.of(new PatchImage(grid, PatchRaster.heatmap(grid, map, style)));
        smooth = style.smooth();
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
