package trimscope.core.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.image.PatchGrid;
import trimscope.core.overlay.ColorScale.Curve;

class PatchRasterTest {
    private final HeatmapStyle style =
            new HeatmapStyle(ColorTable.MAGMA, ColorScale.fixed(0, 1, Curve.LINEAR), 0.5, false);

    @Test
    void hasOnePixelForEveryPatchThatShowsThePicture() {
        // 50 wide, 30 high: four tiles, of which the picture fills 8 columns and 5 rows of patches
        PatchGrid grid = Grids.grid(50, 30);
        CrossAttentionMap map = Grids.map(grid, token -> token / (double) grid.size());
        PatchRaster raster = PatchRaster.heatmap(grid, map, style);
        assertEquals(grid.cellColumns(), raster.width());
        assertEquals(grid.cellRows(), raster.height());
        for (int row = 0; row < raster.height(); row++) {
            for (int column = 0; column < raster.width(); column++) {
                double x = (grid.columnEdge(column) + grid.columnEdge(column + 1)) / 2;
                double y = (grid.rowEdge(row) + grid.rowEdge(row + 1)) / 2;
                int token = grid.tokenAt(x, y).orElseThrow();
                assertEquals(style.argb(map.weight(token)), raster.argb(column, row));
                assertEquals(raster.argb(column, row), raster.toArray()[row * raster.width() + column]);
                assertEquals(raster.argb(column, row), raster.toImage().getRGB(column, row));
            }
        }
    }

    @Test
    void noAttentionLeavesThePictureAlone() {
        assertEquals(0, style.argb(0) >>> 24);
        assertEquals(128, style.argb(1) >>> 24);
        assertEquals(ColorTable.MAGMA.argb(1) & 0xFFFFFF, style.argb(1) & 0xFFFFFF);
    }

    @Test
    void takesAnyColoursByToken() {
        PatchGrid grid = Grids.grid(28, 28);
        PatchRaster raster = PatchRaster.of(grid, token -> token);
        assertEquals(1, raster.argb(0, 0));
        assertEquals(16, raster.argb(3, 3));
    }

    @Test
    void refusesAnImpossibleOpacity() {
        ColorScale scale = ColorScale.fixed(0, 1, Curve.LINEAR);
        assertThrows(IllegalArgumentException.class, () -> new HeatmapStyle(ColorTable.MAGMA, scale, 1.01, false));
    }
}
