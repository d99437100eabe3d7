package trimscope.core.attention;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import trimscope.core.pruning.KeptTokens;

/** Figures of maps whose figures are known. */
class SparsityTest {
    private static final double TINY = 1e-12;
    private static final boolean[] VALID = {true, true, true, true, false};

    private static Sparsity of(float... weights) {
        return Sparsity.of(new CrossAttentionMap(weights), VALID);
    }

    @Test
    void evenMap() {
        Sparsity even = of(2, 2, 2, 2, 0);
        assertEquals(4, even.candidates());
        assertEquals(0, even.gini(), TINY);
        assertEquals(4, even.effectiveTokens(), 1e-9);
        assertArrayEquals(new double[] {0, 0.25, 0.5, 0.75, 1}, even.lorenz(), TINY);
        assertEquals(0.5, even.massOfTop(2), TINY);
    }

    @Test
    void oneTokenHasEverything() {
        Sparsity single = of(0, 0, 3, 0, 0);
        assertEquals(0.75, single.gini(), TINY);
        assertEquals(1, single.effectiveTokens(), TINY);
        assertArrayEquals(new double[] {0, 0, 0, 0, 1}, single.lorenz(), TINY);
        assertEquals(1, single.massOfTop(1), TINY);
    }

    @Test
    void giniIsTwiceTheAreaAboveTheLorenzCurve() {
        Sparsity some = of(1, 5, 2, 8, 0);
        double[] curve = some.lorenz();
        double area = 0;
        for (int i = 1; i < curve.length; i++) {
            area += (curve[i] + curve[i - 1]) / 2 / some.candidates();
        }
        assertEquals(1 - 2 * area, some.gini(), TINY);
        assertEquals(13.0 / 16, some.massOfTop(2), TINY);
        assertEquals(1, some.massOfTop(9), TINY);
        double entropy = 0;
        for (double share : new double[] {1 / 16.0, 5 / 16.0, 2 / 16.0, 8 / 16.0}) {
            entropy -= share * Math.log(share);
        }
        assertEquals(entropy, some.entropy(), TINY);
    }

    @Test
    void mapWithoutMassIsEven() {
        assertEquals(0, of(0, 0, 0, 0, 0).gini(), TINY);
        assertEquals(4, of(0, 0, 0, 0, 0).effectiveTokens(), 1e-9);
    }

    @Test
    void needsCandidates() {
        CrossAttentionMap map = new CrossAttentionMap(new float[] {1});
        assertThrows(IllegalArgumentException.class, () -> Sparsity.of(map, new boolean[] {false}));
        assertThrows(IllegalArgumentException.class, () -> Sparsity.of(map, VALID));
    }

    private static HeadMaps maps() {
        return new HeadMaps(List.of(3, 8), new float[][][] {
            {{.5f, .3f, .1f, .1f, 0}, {.1f, .1f, .2f, .6f, 0}}, {{.4f, .4f, .1f, .1f, 0}, {0, 1, 0, 0, 0}}
        });
    }

    @Test
    void overlapOfLayers() {
        LayerOverlap overlap = LayerOverlap.of(maps(), VALID, 1);
        assertEquals(List.of(3, 8), overlap.layers());
        assertArrayEquals(new int[] {0, 3}, overlap.set(0).indices());
        assertArrayEquals(new int[] {0, 1}, overlap.set(1).indices());
        assertEquals(1, overlap.at(0, 0));
        assertEquals(1.0 / 3, overlap.at(0, 1), TINY);
        assertEquals(overlap.at(0, 1), overlap.at(1, 0));
    }

    @Test
    void retainedMass() {
        RetainedMass mass = RetainedMass.of(maps(), new KeptTokens(new int[] {0, 3}, 4));
        assertEquals(List.of(3, 8), mass.layers());
        assertEquals(1.3 / 2, mass.shares().get(0), 1e-6);
        assertEquals(0.5 / 2, mass.shares().get(1), 1e-6);
        assertEquals(0.25, mass.later(), 1e-6);
        assertEquals(List.of(1.0, 1.0), RetainedMass.all(maps()).shares());
    }
}
