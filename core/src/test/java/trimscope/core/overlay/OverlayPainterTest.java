package trimscope.core.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.image.PatchGrid;
import trimscope.core.image.Picture;
import trimscope.core.image.TileArrangement;
import trimscope.core.overlay.ColorScale.Curve;
import trimscope.core.overlay.ColorScale.Extent;
import trimscope.core.pruning.KeptTokens;

class OverlayPainterTest {
    private static final Caption CAPTION =
            new Caption("What is at the top right?", List.of("token “chicken” · layer 4 · head 3", "kept 31 %"));

    @ParameterizedTest
    @CsvSource({
        "28, 28",
        "168, 168",
        "400, 300",
        "300, 400",
        "330, 160",
        "160, 330",
        "1, 1",
        "5, 3000",
        "3000, 5",
        "1, 900"
    })
    void exportsAreWideEnoughWhateverThePicture(int width, int height) {
        Picture picture = Grids.plain(width, height, 90);
        PatchGrid grid = Grids.grid(width, height);
        CrossAttentionMap map = Grids.map(grid, token -> token % 7 / 100.0);
        KeptTokens kept = new KeptTokens(new int[] {0, 1}, grid.validCount());
        HeatmapStyle style = HeatmapStyle.of(ColorScale.ofMap(map, grid));
        BufferedImage heatmap = OverlayPainter.heatmap(picture, grid, map, style, Optional.of(kept), CAPTION);
        assertTrue(heatmap.getWidth() >= 800 && heatmap.getWidth() < 6000, "width " + heatmap.getWidth());
        assertTrue(heatmap.getHeight() >= 400 && heatmap.getHeight() < 6000, "height " + heatmap.getHeight());
        BufferedImage veil = OverlayPainter.veil(picture, grid, kept, CAPTION);
        assertEquals(heatmap.getWidth(), veil.getWidth());
    }

    @Test
    void smallPicturesGrowByWholeNumbersAndKeepTheirPixels() {
        Picture picture = Grids.plain(168, 168, 90);
        FigureLayout layout = FigureLayout.of(picture);
        assertEquals(4, layout.scale());
        PatchGrid grid = Grids.grid(168, 168);
        int[] all = IntStream.range(0, grid.validCount()).toArray();
        BufferedImage export = OverlayPainter.veil(picture, grid, new KeptTokens(all, grid.validCount()), CAPTION);
        for (int i = 0; i < layout.pictureWidth(); i += 13) {
            assertEquals(0xFF5A5A5A, export.getRGB(layout.margin() + i, layout.margin() + i));
        }
    }

    @Test
    void aLongCaptionBreaksIntoLines() {
        Picture picture = Grids.plain(168, 168, 90);
        PatchGrid grid = Grids.grid(168, 168);
        KeptTokens kept = new KeptTokens(new int[] {1}, grid.validCount());
        Caption longer = new Caption("Which of the many things in this picture is it? ".repeat(12), List.of());
        int extra = OverlayPainter.veil(picture, grid, kept, longer).getHeight()
                - OverlayPainter.veil(picture, grid, kept, new Caption("Which?", List.of()))
                        .getHeight();
        assertTrue(extra > 100, "extra " + extra);
    }

    @Test
    void aPhotographWithSixThousandTokens() {
        Picture picture = Grids.plain(4000, 3000, 200);
        PatchGrid grid = PatchGrid.of(4000, 3000, TileArrangement.of(3000, 4000, 560, 4), 560, 14, 4);
        assertEquals(6404, grid.size());
        CrossAttentionMap map = Grids.map(grid, token -> token % 97 / 1e5);
        for (boolean smooth : new boolean[] {false, true}) {
            ColorScale scale = ColorScale.of(List.of(map), grid, Extent.RUN, Curve.LOG, 99);
            HeatmapStyle style = new HeatmapStyle(ColorTable.CIVIDIS, scale, 0.9, smooth);
            BufferedImage export = OverlayPainter.heatmap(picture, grid, map, style, Optional.empty(), CAPTION);
            assertTrue(export.getWidth() > 4000 && export.getHeight() > 3000);
        }
    }
}
