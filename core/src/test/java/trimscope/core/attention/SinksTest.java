package trimscope.core.attention;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Twenty text tokens over a hundred visual ones, each row adding up to 1. */
class SinksTest {
    private static final int ROWS = 20;
    private static final int TOKENS = 100;

    /** Token 7 gets a fifth of every row but the first ones, token 9 half of the first ones. */
    private static List<CrossAttentionMap> maps(int rowsWithout) {
        List<CrossAttentionMap> maps = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            float[] weights = new float[TOKENS];
            java.util.Arrays.fill(weights, 0.5f / TOKENS);
            weights[row < rowsWithout ? 9 : 7] += 0.5f;
            maps.add(new CrossAttentionMap(weights));
        }
        return maps;
    }

    @Test
    void whatNearlyAllTokensLookAtIsASink() {
        assertArrayEquals(new int[] {7}, Sinks.of(maps(0), TOKENS).tokens());
        assertArrayEquals(new int[] {7}, Sinks.of(maps(2), TOKENS).tokens());
        assertEquals(0, Sinks.of(maps(3), TOKENS).count());
        assertEquals(0, Sinks.of(List.of(), TOKENS).count());
    }

    @Test
    void trimmingChangesNothingAboutAnEvenMap() {
        float[] few = new float[TOKENS];
        for (int j = 0; j < 4; j++) {
            few[j] = 0.25f;
        }
        assertEquals(0, Sinks.of(List.of(new CrossAttentionMap(few)), 4).count());
        assertEquals(4, Sinks.of(List.of(new CrossAttentionMap(few)), TOKENS).count(), "of all tokens they would be");
        assertEquals(
                0,
                Sinks.of(List.of(new CrossAttentionMap(new float[TOKENS])), TOKENS)
                        .count());
    }

    @Test
    void sinksAreMarkedHiddenOrReducedToWhatIsMoreThanUsual() {
        List<CrossAttentionMap> maps = maps(0);
        float[] more = maps.get(0).toArray();
        more[7] = 0.8f;
        CrossAttentionMap staring = new CrossAttentionMap(more);
        Sinks sinks = Sinks.of(maps, TOKENS);
        assertTrue(sinks.contains(7));
        assertFalse(sinks.contains(9));
        assertEquals(0.505, sinks.usual(7), 1e-6);
        assertThrows(IllegalArgumentException.class, () -> sinks.usual(9));
        assertSame(staring, sinks.treat(staring, SinkTreatment.MARK));
        assertEquals(0, sinks.treat(staring, SinkTreatment.HIDE).weight(7));
        assertEquals(0.295, sinks.treat(staring, SinkTreatment.SUBTRACT).weight(7), 1e-6);
        assertEquals(0.005, sinks.treat(staring, SinkTreatment.SUBTRACT).weight(9), 1e-6);
        maps.get(3).toArray()[7] = 0;
        assertEquals(
                0,
                sinks.treat(new CrossAttentionMap(new float[TOKENS]), SinkTreatment.SUBTRACT)
                        .weight(7));
    }
}
