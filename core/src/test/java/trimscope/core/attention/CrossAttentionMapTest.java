package trimscope.core.attention;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class CrossAttentionMapTest {
    private final CrossAttentionMap map = new CrossAttentionMap(new float[] {0.125f, 0.5f, 0, 0.125f, 0.25f});

    @Test
    void extremes() {
        assertEquals(5, map.size());
        assertEquals(0.5f, map.max());
        assertEquals(1, map.argMax());
        assertEquals(1, map.total(), 1e-12);
        assertEquals(0, new CrossAttentionMap(new float[] {0.5f, 0.5f}).argMax());
    }

    @Test
    void equalWeightsShareTheBetterRank() {
        assertEquals(1, map.rank(1));
        assertEquals(2, map.rank(4));
        assertEquals(3, map.rank(0));
        assertEquals(3, map.rank(3));
        assertEquals(5, map.rank(2));
    }

    @Test
    void massUpToATokenCountsAllHeavierAndEqualOnes() {
        assertEquals(0.5, map.massUpTo(1), 1e-12);
        assertEquals(0.75, map.massUpTo(4), 1e-12);
        assertEquals(1, map.massUpTo(0), 1e-12);
        assertEquals(1, map.massUpTo(3), 1e-12);
        assertEquals(1, map.massUpTo(2), 1e-12);
    }

    @Test
    void massIsAShareWhateverTheTotal() {
        assertEquals(0.75, new CrossAttentionMap(new float[] {3, 1}).massUpTo(0), 1e-12);
        assertEquals(0, new CrossAttentionMap(new float[] {0, 0}).massUpTo(0));
    }

    @Test
    void immutable() {
        float[] given = {1, 2};
        CrossAttentionMap copy = new CrossAttentionMap(given);
        given[0] = 5;
        copy.toArray()[1] = 5;
        assertArrayEquals(new float[] {1, 2}, copy.toArray());
    }
}
