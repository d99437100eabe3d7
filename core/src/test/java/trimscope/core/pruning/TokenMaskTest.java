package trimscope.core.pruning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** kept = (rule ∪ keep) \ drop. */
class TokenMaskTest {
    private static final boolean[] VALID = {true, true, true, true, false};
    private static final SelectionScores SCORES = new SelectionScores(new float[1][5], new float[1][5], VALID);
    private static final KeptTokens RULE = new KeptTokens(new int[] {0, 2}, 4);

    private static int[] kept(TokenMask mask) {
        return mask.apply(RULE, SCORES).indices();
    }

    @Test
    void changesWhatTheRuleKeeps() {
        assertEquals(RULE, TokenMask.NONE.apply(RULE, SCORES));
        assertArrayEquals(new int[] {0, 1, 2}, kept(TokenMask.NONE.keeping(1, 2)));
        assertArrayEquals(new int[] {2}, kept(TokenMask.NONE.dropping(0, 1)));
        assertArrayEquals(new int[] {2, 3}, kept(TokenMask.NONE.keeping(3).dropping(0)));
        assertEquals(4, TokenMask.NONE.keeping(1).apply(RULE, SCORES).valid());
    }

    @Test
    void lastStrokeCounts() {
        TokenMask mask = TokenMask.NONE.keeping(1, 3).dropping(1, 2);
        assertArrayEquals(new int[] {3}, mask.keep());
        assertArrayEquals(new int[] {1, 2}, mask.drop());
        assertArrayEquals(new int[] {0, 3}, kept(mask));
        assertArrayEquals(new int[] {0, 1, 2}, kept(mask.inverted().clearing(2)));
        assertEquals(mask, mask.inverted().inverted());
        assertEquals(TokenMask.NONE, mask.clearing(1, 2, 3));
        assertEquals(TokenMask.NONE.hashCode(), mask.clearing(1, 2, 3).hashCode());
    }

    @Test
    void knowsWhetherItSaysAnything() {
        assertTrue(TokenMask.NONE.isEmpty());
        assertFalse(TokenMask.NONE.keeping(1).isEmpty());
        assertFalse(TokenMask.NONE.keeping(1).dropsAny());
        assertTrue(TokenMask.NONE.dropping(1).dropsAny());
    }

    @Test
    void paddingTilesAreNoCandidates() {
        assertArrayEquals(new int[] {0, 2}, kept(TokenMask.NONE.keeping(4, 5000)));
    }

    @Test
    void oneTokenMustRemain() {
        TokenMask nothing = TokenMask.NONE.dropping(0, 2);
        NothingKeptException e = assertThrows(NothingKeptException.class, () -> nothing.apply(RULE, SCORES));
        assertTrue(String.valueOf(e.getMessage()).contains("leave at least one"), e.getMessage());
        assertArrayEquals(new int[] {1}, kept(nothing.keeping(1)));
    }
}
