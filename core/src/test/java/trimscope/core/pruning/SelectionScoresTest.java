package trimscope.core.pruning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Specification section 6.1. */
class SelectionScoresTest {
    private static final float PADDING = 100;

    /** Two heads over five real tokens and one of a padding tile that scores best. */
    private static SelectionScores small() {
        float[][] scores = {
            {0.5f, 0.1f, 0.5f, 0.2f, 0.2f, PADDING},
            {0f, 0.25f, 0f, 0f, 0.75f, PADDING}
        };
        return new SelectionScores(scores, scores, new boolean[] {true, true, true, true, true, false});
    }

    /** One head with that many candidates. */
    private static SelectionScores ofSize(int valid) {
        boolean[] all = new boolean[valid];
        Arrays.fill(all, true);
        return new SelectionScores(new float[1][valid], new float[1][valid], all);
    }

    private static SelectionScores random(long seed, int heads, int tokens, int values) {
        Random random = new Random(seed);
        float[][] scores = new float[heads][tokens];
        boolean[] valid = new boolean[tokens];
        for (int j = 0; j < tokens; j++) {
            valid[j] = j == 0 || random.nextInt(4) > 0;
            for (int head = 0; head < heads; head++) {
                scores[head][j] = random.nextInt(values) / 8f;
            }
        }
        return new SelectionScores(scores, scores, valid);
    }

    @ParameterizedTest
    @CsvSource({
        "100, 1, 100",
        "100, 0.5, 50",
        // 0.29 · 100 is 28.999999999999996 in double precision, and 29 in single precision
        "100, 0.29, 28",
        "100, 0.57, 56",
        "100, 0.58, 57",
        "1601, 0.1, 160",
        "6404, 0.25, 1601",
        "17, 0.99, 16",
        "17, 0.01, 1",
        "1, 1, 1",
        "1, 0.001, 1"
    })
    void perHeadIsTheFloorOfTheDoubleProduct(int valid, double ratio, int k) {
        assertEquals(k, ofSize(valid).perHead(ratio));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, 1.0000000000000002, Double.NaN, Double.POSITIVE_INFINITY})
    void otherRatiosAreRefused(double ratio) {
        assertThrows(IllegalArgumentException.class, () -> ofSize(3).perHead(ratio));
    }

    @Test
    void tiesGoToTheSmallerIndex() {
        SelectionScores scores = small();
        assertArrayEquals(new int[] {0}, scores.topK(0, 1));
        assertArrayEquals(new int[] {0, 2}, scores.topK(0, 2));
        assertArrayEquals(new int[] {0, 2, 3}, scores.topK(0, 3));
        assertArrayEquals(new int[] {0, 1, 4}, scores.topK(1, 3));
        assertEquals(0, scores.rank(0, 0));
        assertEquals(1, scores.rank(0, 2));
        assertEquals(2, scores.rank(0, 3));
        assertEquals(3, scores.rank(0, 4));
    }

    @Test
    void paddingIsNeverChosenNorCounted() {
        SelectionScores scores = small();
        assertEquals(6, scores.tokens());
        assertEquals(5, scores.validCount());
        assertFalse(scores.isValid(5));
        assertEquals(Integer.MAX_VALUE, scores.rank(0, 5));
        assertEquals(0, scores.votes(5, 5));
        assertEquals(PADDING, scores.score(0, 5));
        for (int k = 1; k <= 5; k++) {
            assertFalse(scores.union(k).contains(5));
        }
        assertEquals(new KeptTokens(new int[] {0, 1, 2, 3, 4}, 5), scores.union(5));
    }

    @Test
    void theUnionIsOverAllHeads() {
        SelectionScores scores = small();
        assertEquals(new KeptTokens(new int[] {0, 4}, 5), scores.union(1));
        assertEquals(new KeptTokens(new int[] {0, 1, 2, 4}, 5), scores.union(2));
        assertEquals(2, scores.votes(0, 3));
        assertEquals(1, scores.votes(4, 1));
        assertEquals(0, scores.votes(3, 2));
        assertEquals(new TrimmedLlama().select(new Candidates(scores, List.of()), 0.4), scores.union(2));
    }

    @Test
    void theGapIsTheClosestCallOverTheHeads() {
        SelectionScores scores = small();
        assertEquals(0, scores.gap(1));
        assertEquals(0.25, scores.gap(2), 1e-7);
        assertEquals(Double.POSITIVE_INFINITY, scores.gap(5));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void votesUnionsAndSizesAgree(long seed) {
        SelectionScores scores = random(seed, 3, 60, 20);
        int[] sizes = scores.unionSizes();
        assertEquals(scores.validCount(), sizes.length);
        for (int k = 1; k <= sizes.length; k++) {
            int bound = k;
            KeptTokens union = scores.union(k);
            assertEquals(union.count(), sizes[k - 1]);
            assertTrue(k <= union.count() && union.count() <= 3 * k);
            for (int j = 0; j < scores.tokens(); j++) {
                int token = j;
                long votes = IntStream.range(0, 3)
                        .filter(head -> Arrays.binarySearch(scores.topK(head, bound), token) >= 0)
                        .count();
                assertEquals(votes, scores.votes(token, k));
                assertEquals(votes > 0, union.contains(token));
            }
        }
        assertEquals(scores.validCount(), sizes[sizes.length - 1]);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void everyHeadKeepsItsLargestScores(long seed) {
        SelectionScores scores = random(seed, 4, 50, 6);
        for (int head = 0; head < 4; head++) {
            for (int k = 1; k < scores.validCount(); k++) {
                int[] top = scores.topK(head, k);
                assertEquals(k, top.length);
                for (int chosen : top) {
                    for (int left = 0; left < scores.tokens(); left++) {
                        if (scores.isValid(left) && Arrays.binarySearch(top, left) < 0) {
                            float better = scores.score(head, chosen);
                            float worse = scores.score(head, left);
                            assertTrue(better > worse || (better == worse && chosen < left));
                        }
                    }
                }
            }
        }
    }

    @Test
    void theCallersArraysAreCopied() {
        float[][] given = {{1, 2}};
        SelectionScores scores = new SelectionScores(given, given, new boolean[] {true, true});
        given[0][0] = 5;
        assertEquals(1, scores.score(0, 0));
        assertEquals(1, scores.lastRowScore(0, 0));
    }
}
