package trimscope.app.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.image.PatchGrid;
import trimscope.core.image.TileArrangement;
import trimscope.core.overlay.ColorScale;

class HeatmapLookTest {
    private static final PatchGrid GRID = PatchGrid.of(100, 100, TileArrangement.of(100, 100, 24, 1), 24, 12, 1);

    @Test
    void eachMapHasItsOwnRangeUnlessOneIsHeld() {
        CrossAttentionMap weak = map(0.1f);
        CrossAttentionMap strong = map(0.4f);
        HeatmapLook own = HeatmapLook.DEFAULT;
        assertEquals(0.1, own.style(weak, GRID).scale().maximum(), 1e-6);
        HeatmapLook held = own.holding(own.style(weak, GRID).scale());
        assertEquals(0.1, held.style(strong, GRID).scale().maximum(), 1e-6);
        assertEquals(0.4, held.notHolding().style(strong, GRID).scale().maximum(), 1e-6);
    }

    @Test
    void anotherCurveEndsHolding() {
        HeatmapLook held = HeatmapLook.DEFAULT.holding(
                HeatmapLook.DEFAULT.style(map(0.1f), GRID).scale());
        assertTrue(held.withCurve(ColorScale.Curve.LOG).held().isEmpty());
    }

    @Test
    void opacityStaysWithinWhatCanBeSeen() {
        assertEquals(1, HeatmapLook.DEFAULT.withOpacity(7).opacity());
        assertEquals(0.1, HeatmapLook.DEFAULT.withOpacity(-1).opacity());
    }

    private static CrossAttentionMap map(float heaviest) {
        return new CrossAttentionMap(new float[] {0.9f, heaviest, 0.01f, 0.02f, 0.03f});
    }
}
