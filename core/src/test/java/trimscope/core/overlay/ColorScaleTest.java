package trimscope.core.overlay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.image.PatchGrid;
import trimscope.core.overlay.ColorScale.Curve;
import trimscope.core.overlay.ColorScale.Extent;

class ColorScaleTest {
    private final PatchGrid grid = Grids.grid(28, 28);

    @Test
    void goesFromZeroToTheHeaviestPatchWhateverClassTokensHave() {
        CrossAttentionMap map = Grids.map(grid, token -> token == 0 ? 0.9 : token == 5 ? 0.04 : 0.001);
        ColorScale scale = ColorScale.ofMap(map, grid);
        assertEquals(0, scale.minimum());
        assertEquals(0.04f, scale.maximum());
        assertEquals(Extent.MAP, scale.extent());
        assertEquals(0.5, scale.position(0.02f), 1e-9);
    }

    @Test
    void aScaleOfARunCoversEveryMap() {
        CrossAttentionMap weak = Grids.map(grid, token -> 0.01);
        CrossAttentionMap strong = Grids.map(grid, token -> token == 3 ? 0.5 : 0);
        ColorScale scale = ColorScale.of(List.of(weak, strong), grid, Extent.RUN, Curve.LINEAR, 100);
        assertEquals(0.5f, scale.maximum());
    }

    @Test
    void clipsAtAPercentileOfThePatchesAboveZero() {
        // 16 patches with 1 … 16; three quarters of them are at most 12
        CrossAttentionMap map = Grids.map(grid, token -> token);
        ColorScale scale = ColorScale.of(List.of(map), grid, Extent.MAP, Curve.LINEAR, 75);
        assertEquals(12, scale.maximum());
        assertEquals(1, scale.position(16));
    }

    @Test
    void spreadsDecadesEvenly() {
        ColorScale scale = ColorScale.fixed(1e-4, 1, Curve.LOG);
        assertEquals(0, scale.position(0));
        assertEquals(0, scale.position(1e-4));
        assertEquals(0.25, scale.position(1e-3), 1e-9);
        assertEquals(1, scale.position(5));
    }

    @ParameterizedTest
    @EnumSource
    void weightsAndPlacesAreInverse(Curve curve) {
        ColorScale scale = ColorScale.fixed(0.002, 0.3, curve);
        for (double position = 0; position <= 1; position += 0.125) {
            assertEquals(position, scale.position(scale.weight(position)), 1e-9);
        }
    }

    @ParameterizedTest
    @EnumSource
    void mapsWithoutContrastHaveAScaleToo(Curve curve) {
        ColorScale none = ColorScale.of(List.of(Grids.map(grid, token -> 0)), grid, Extent.MAP, curve, 100);
        assertEquals(0, none.position(0));
        ColorScale even = ColorScale.of(List.of(Grids.map(grid, token -> 0.25)), grid, Extent.MAP, curve, 100);
        assertEquals(1, even.position(0.25));
    }

    @Test
    void refusesRangesThatAreNone() {
        assertThrows(IllegalArgumentException.class, () -> ColorScale.fixed(1, 1, Curve.LINEAR));
        assertThrows(IllegalArgumentException.class, () -> ColorScale.fixed(-1, 1, Curve.LINEAR));
        assertThrows(IllegalArgumentException.class, () -> ColorScale.fixed(0, 1, Curve.LOG));
        assertThrows(IllegalArgumentException.class, () -> ColorScale.fixed(0, Double.NaN, Curve.LINEAR));
        assertThrows(IllegalArgumentException.class, () -> new ColorScale(0, 1, Curve.LINEAR, Extent.MAP, 0));
    }
}
