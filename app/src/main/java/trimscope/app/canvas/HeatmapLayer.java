package trimscope.app.canvas;

import java.util.Optional;
import javafx.scene.canvas.GraphicsContext;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.image.PatchGrid;

/** Attention weights as colours over the picture. */
public final class HeatmapLayer implements CanvasLayer {
    private Optional<PatchGrid> grid = Optional.empty();
    private Optional<PatchRaster> raster = Optional.empty();
    private boolean smooth;

    /** Shows a map. */
    public void show(PatchGrid patches, CrossAttentionMap map, ColorScale scale, double opacity) {
        grid = Optional.of(patches);
        raster = Optional.of(new PatchRaster(patches, token -> scale.argb(map.weight(token), opacity)));
    }

    /** Shows nothing. */
    public void clear() {
        raster = Optional.empty();
    }

    /** Whether weights flow into each other instead of filling their patch exactly. */
    public void setSmooth(boolean flowing) {
        smooth = flowing;
    }

    @Override
    public void paint(GraphicsContext graphics, ViewTransform view) {
        raster.ifPresent(shown -> grid.ifPresent(patches -> shown.paint(graphics, view, patches, smooth)));
    }
}
