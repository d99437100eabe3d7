package trimscope.core.attention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class MapDifferenceTest {
    private static final CrossAttentionMap FIRST = new CrossAttentionMap(new float[] {0.5f, 0.25f, 0.25f});
    private static final CrossAttentionMap SECOND = new CrossAttentionMap(new float[] {0.75f, 0.25f, 0});

    @Test
    void isTheSecondMinusTheFirst() {
        MapDifference difference = new MapDifference(FIRST, SECOND);
        assertEquals(3, difference.size());
        assertEquals(0.25, difference.value(0));
        assertEquals(0, difference.value(1));
        assertEquals(-0.25, difference.value(2));
    }

    @Test
    void refusesMapsOfDifferentGrids() {
        CrossAttentionMap other = new CrossAttentionMap(new float[2]);
        assertThrows(IllegalArgumentException.class, () -> new MapDifference(FIRST, other));
    }
}
