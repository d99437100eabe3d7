package trimscope.app.canvas;

import java.util.Optional;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.image.PatchGrid;
import trimscope.core.overlay.HeatmapStyle;
import trimscope.core.overlay.PatchRaster;

/** Attention weights, or what else there is of each patch, as colours over the picture. */
public final class HeatmapLayer extends PixelLayer<HeatmapLayer.Colours> {
    record Colours(PatchGrid grid, PatchRaster raster, boolean smooth) {}

    /** Shows a map. */
    public void show(PatchGrid grid, CrossAttentionMap map, HeatmapStyle style) {
        set(Optional.of(new Colours(grid, PatchRaster.heatmap(grid, map, style), style.smooth())));
    }

    /** Shows a colour on each patch, smooth if they are to run into each other. */
    public void show(PatchGrid grid, PatchRaster colours, boolean smooth) {
        set(Optional.of(new Colours(grid, colours, smooth)));
    }

    @Override
    void paint(Pixels pixels, ViewTransform view, Colours colours) {
        PixelEdges edges = new PixelEdges(colours.grid(), view);
        if (colours.smooth()) {
            SmoothColours.paint(pixels, edges, colours.raster());
            return;
        }
        for (int row = 0; row < edges.rows(); row++) {
            for (int column = 0; column < edges.columns(); column++) {
                int argb = colours.raster().argb(column, row);
                if (argb >>> 24 > 0) {
                    pixels.fill(edges.x(column), edges.y(row), edges.x(column + 1), edges.y(row + 1), argb);
                }
            }
        }
    }
}
