package trimscope.app.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.image.PatchGrid;
import trimscope.core.image.TileArrangement;
import trimscope.core.overlay.ColorScale;
import trimscope.core.overlay.WeightRange;

class HeatmapLookTest {
    private static final PatchGrid GRID = PatchGrid.of(100, 100, TileArrangement.of(100, 100, 24, 1), 24, 12, 1);

    @Test
    void eachMapHasItsOwnRangeUnlessItIsFixedOrShared() {
        WeightRange weak = weights(0.1f);
        WeightRange strong = weights(0.4f);
        HeatmapLook own = HeatmapLook.DEFAULT;
        assertEquals(0.1, maximum(own, weak, Optional.of(strong)), 1e-6);
        HeatmapLook fixed = own.withRange(HeatmapLook.Range.fixed(own.scale(weak, Optional.empty())));
        assertEquals(0.1, maximum(fixed, strong, Optional.empty()), 1e-6);
        HeatmapLook shared = fixed.withRange(HeatmapLook.Range.RUN);
        assertEquals(0.4, maximum(shared, weak, Optional.of(strong)), 1e-6);
        ColorScale waiting = shared.scale(weak, Optional.empty());
        assertEquals(0.1, waiting.maximum(), 1e-6);
        assertEquals(ColorScale.Extent.MAP, waiting.extent(), "the legend tells what it is");
    }

    @Test
    void anotherCurveEndsAFixedRangeAndKeepsASharedOne() {
        HeatmapLook fixed = HeatmapLook.DEFAULT.withRange(
                HeatmapLook.Range.fixed(HeatmapLook.DEFAULT.scale(weights(0.1f), Optional.empty())));
        assertEquals(
                HeatmapLook.Range.MAP, fixed.withCurve(ColorScale.Curve.LOG).range());
        HeatmapLook shared = HeatmapLook.DEFAULT.withRange(HeatmapLook.Range.RUN);
        assertEquals(
                HeatmapLook.Range.RUN, shared.withCurve(ColorScale.Curve.LOG).range());
    }

    @Test
    void opacityStaysWithinWhatCanBeSeen() {
        assertEquals(1, HeatmapLook.DEFAULT.withOpacity(7).opacity());
        assertEquals(0.1, HeatmapLook.DEFAULT.withOpacity(-1).opacity());
    }

    private static double maximum(HeatmapLook look, WeightRange map, Optional<WeightRange> run) {
        return look.range().fixed().orElseGet(() -> look.scale(map, run)).maximum();
    }

    private static WeightRange weights(float heaviest) {
        return WeightRange.of(List.of(new CrossAttentionMap(new float[] {0.9f, heaviest, 0.01f, 0.02f, 0.03f})), GRID);
    }
}
