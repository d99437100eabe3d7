package trimscope.core.pruning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeptTokensTest {
    private final KeptTokens kept = new KeptTokens(new int[] {2, 3, 7}, 10);

    @ParameterizedTest
    @CsvSource({"0, 0", "2, 0", "3, 1", "4, 2", "7, 2", "8, 3", "1000, 3"})
    void countBelow(int token, int count) {
        assertEquals(count, kept.countBelow(token));
    }

    @Test
    void whatIsKept() {
        assertEquals(3, kept.count());
        assertEquals(10, kept.valid());
        assertEquals(0.3, kept.share(), 1e-12);
        assertTrue(kept.contains(3));
        assertFalse(kept.contains(4));
    }

    @Test
    void immutable() {
        int[] given = {1, 2};
        KeptTokens tokens = new KeptTokens(given, 4);
        given[0] = 0;
        tokens.indices()[1] = 3;
        assertArrayEquals(new int[] {1, 2}, tokens.indices());
    }

    @Test
    void equalByValue() {
        assertEquals(new KeptTokens(new int[] {2, 3, 7}, 10), kept);
        assertEquals(new KeptTokens(new int[] {2, 3, 7}, 10).hashCode(), kept.hashCode());
        assertNotEquals(new KeptTokens(new int[] {2, 3, 7}, 11), kept);
        assertNotEquals(new KeptTokens(new int[] {2, 3, 8}, 10), kept);
    }

    @Test
    void refused() {
        assertThrows(IllegalArgumentException.class, () -> new KeptTokens(new int[0], 3));
        assertThrows(IllegalArgumentException.class, () -> new KeptTokens(new int[] {-1}, 3));
        assertThrows(IllegalArgumentException.class, () -> new KeptTokens(new int[] {1, 1}, 3));
        assertThrows(IllegalArgumentException.class, () -> new KeptTokens(new int[] {2, 1}, 3));
    }
}
