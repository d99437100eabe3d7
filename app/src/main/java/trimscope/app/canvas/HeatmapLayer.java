package trimscope.app.canvas;

import java.util.Optional;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.image.PatchGrid;
import trimscope.core.overlay.HeatmapStyle;
import trimscope.core.overlay.PatchRaster;

/** Attention weights, or what else there is of each patch, as colours over the picture. */
public final class HeatmapLayer extends PixelLayer {
    private record Shown(PatchGrid grid, PatchRaster colours, boolean smooth) {}

    private Optional<Shown> shown = Optional.empty();

    /** Shows a map. */
    public void show(PatchGrid grid, CrossAttentionMap map, HeatmapStyle style) {
        set(Optional.of(new Shown(grid, PatchRaster.heatmap(grid, map, style), style.smooth())));
    }

    /** Shows a colour on each patch. */
    public void show(PatchGrid grid, PatchRaster colours) {
        set(Optional.of(new Shown(grid, colours, false)));
    }

    /** Shows nothing. */
    public void clear() {
        set(Optional.empty());
    }

    private void set(Optional<Shown> next) {
        shown = next;
        changed();
    }

    @Override
    boolean isEmpty() {
        return shown.isEmpty();
    }

    @Override
    void paint(Pixels pixels, ViewTransform view) {
        shown.ifPresent(heat -> {
            PixelEdges edges = new PixelEdges(heat.grid(), view);
            if (heat.smooth()) {
                SmoothColours.paint(pixels, edges, heat.colours());
                return;
            }
            for (int row = 0; row < edges.rows(); row++) {
                for (int column = 0; column < edges.columns(); column++) {
                    int argb = heat.colours().argb(column, row);
                    if (argb >>> 24 > 0) {
                        pixels.fill(edges.x(column), edges.y(row), edges.x(column + 1), edges.y(row + 1), argb);
                    }
                }
            }
        });
    }
}
