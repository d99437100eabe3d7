package trimscope.core.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.image.PatchGrid;
import trimscope.core.overlay.ColorScale.Curve;
import trimscope.core.pruning.KeptTokens;

class OverlayLayersTest {
    private static HeatmapStyle opaque(boolean smooth) {
        return new HeatmapStyle(ColorTable.VIRIDIS, ColorScale.fixed(0, 1, Curve.LINEAR), 1, smooth);
    }

    private static BufferedImage painted(int width, int height, Color background, Consumer<Graphics2D> painter) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(background);
        g.fillRect(0, 0, width, height);
        painter.accept(g);
        g.dispose();
        return image;
    }

    @ParameterizedTest
    @CsvSource({"28, 28, 1", "50, 30, 3", "131, 150, 1", "131, 150, 0.37", "61, 30, 2.5", "100, 9, 4"})
    void patchesNeitherOverlapNorLeaveGaps(int width, int height, double scale) {
        PatchGrid grid = Grids.grid(width, height);
        int w = (int) Math.round(width * scale);
        int h = (int) Math.round(height * scale);
        for (boolean smooth : new boolean[] {false, true}) {
            CrossAttentionMap even = Grids.map(grid, token -> 0.6);
            BufferedImage image =
                    painted(w, h, Color.BLACK, g -> new OverlayLayers(grid, scale).heatmap(g, even, opaque(smooth)));
            for (int y = 0; y < h; y++) {
                for (int x = 0; x < w; x++) {
                    assertEquals(ColorTable.VIRIDIS.argb(0.6f), image.getRGB(x, y));
                }
            }
        }
    }

    @Test
    void aPatchIsPaintedWhereItLies() {
        PatchGrid grid = Grids.grid(50, 30);
        int token = grid.cellToken(2, 5);
        CrossAttentionMap map = Grids.map(grid, t -> t == token ? 1 : 0);
        BufferedImage image =
                painted(200, 120, Color.BLACK, g -> new OverlayLayers(grid, 4).heatmap(g, map, opaque(false)));
        for (int y = 0; y < 120; y++) {
            for (int x = 0; x < 200; x++) {
                boolean inside = grid.tokenAt((x + 0.5) / 4, (y + 0.5) / 4).orElseThrow() == token;
                assertEquals(inside ? ColorTable.VIRIDIS.argb(1) : Color.BLACK.getRGB(), image.getRGB(x, y));
            }
        }
    }

    @Test
    void aSmoothMapHasTheWeightsOfItsPatchesInTheirCentres() {
        PatchGrid grid = Grids.grid(28, 28);
        CrossAttentionMap map = Grids.map(grid, token -> token / 16.0);
        BufferedImage image =
                painted(196, 196, Color.BLACK, g -> new OverlayLayers(grid, 7).heatmap(g, map, opaque(true)));
        for (int token = 5; token <= 16; token++) {
            int x = grid.column(token) * 49 + 24;
            int y = grid.row(token) * 49 + 24;
            int expected = opaque(true).argb(map.weight(token));
            assertTrue(distance(expected, image.getRGB(x, y)) <= 6, "token " + token);
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "64", "128", "255"})
    void theVeilShowsOnEveryPictureAndOnlyWhereItBelongs(int sample) {
        PatchGrid grid = Grids.grid(28, 28);
        KeptTokens kept = new KeptTokens(new int[] {0, 1, 6, 11, 16}, 17);
        Color background = new Color(sample, sample, sample);
        BufferedImage image = painted(280, 280, background, g -> new OverlayLayers(grid, 10).veil(g, kept, 1));
        for (int token = 1; token <= 16; token++) {
            int changed = 0;
            for (int i = 0; i < 70 * 70; i++) {
                int x = grid.column(token) * 70 + i % 70;
                int y = grid.row(token) * 70 + i / 70;
                changed += distance(background.getRGB(), image.getRGB(x, y)) > 60 ? 1 : 0;
            }
            if (kept.contains(token)) {
                assertEquals(0, changed);
            } else {
                // On black only the lines can be seen, and they must be.
                assertTrue(changed > 70 * 70 / 8, "sample " + sample + ": " + changed);
            }
        }
    }

    @Test
    void anOutlineFollowsTheBorderOnly() {
        PatchGrid grid = Grids.grid(28, 28);
        KeptTokens kept = new KeptTokens(new int[] {6}, 17);
        BufferedImage image = painted(280, 280, Color.GRAY, g -> new OverlayLayers(grid, 10).outline(g, kept, 1));
        assertNotEquals(Color.GRAY.getRGB(), image.getRGB(70, 100));
        assertNotEquals(Color.GRAY.getRGB(), image.getRGB(100, 140));
        assertEquals(Color.GRAY.getRGB(), image.getRGB(100, 100));
        assertEquals(Color.GRAY.getRGB(), image.getRGB(70, 20));
    }

    @Test
    void theGridMarksPatchesAndMoreStronglyTiles() {
        PatchGrid grid = Grids.grid(56, 56);
        BufferedImage image = painted(560, 560, Color.GRAY, g -> new OverlayLayers(grid, 10).grid(g, 1));
        int patch = distance(Color.GRAY.getRGB(), image.getRGB(70, 35));
        int tile = distance(Color.GRAY.getRGB(), image.getRGB(280, 35));
        assertTrue(patch > 0 && tile > patch, patch + " and " + tile);
        assertEquals(Color.GRAY.getRGB(), image.getRGB(35, 35));
    }

    /** Sum of the differences of red, green and blue. */
    private static int distance(int first, int second) {
        int distance = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            distance += Math.abs((first >> shift & 0xFF) - (second >> shift & 0xFF));
        }
        return distance;
    }
}
