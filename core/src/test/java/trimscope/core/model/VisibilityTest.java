package trimscope.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import trimscope.core.model.Visibility.Range;
import trimscope.core.model.Visibility.Segment;
import trimscope.core.pruning.KeptTokens;

/** Specification section 4.3, with 2 tile slots of 10 tokens for each image. */
class VisibilityTest {
    private static final int TILES = 2;
    private static final int TOKENS = 10;

    private static Visibility of(int rows, int[] imageAt, int... tiles) {
        return Visibility.of(imageAt, rows, tiles, TILES, TOKENS);
    }

    private static Segment sees(int rows, Range... columns) {
        return new Segment(rows, true, false, List.of(columns));
    }

    private static Segment blind(int rows, int columns) {
        return new Segment(rows, false, false, List.of(new Range(0, columns)));
    }

    @Test
    void oneImageIsSeenFromItsTokenOnWithoutPaddingTiles() {
        Visibility seen = of(5, new int[] {0}, 1);
        assertEquals(List.of(sees(5, new Range(0, 10))), seen.segments());
        assertEquals(20, seen.columns());
    }

    @Test
    void textInFrontSeesEverythingAndCountsAsBlind() {
        Visibility seen = of(6, new int[] {2}, 1);
        assertEquals(List.of(blind(2, 20), sees(4, new Range(0, 10))), seen.segments());
        assertEquals(List.of(2, 3, 4, 5), seen.seeing(0, 6));
    }

    @Test
    void separateImagesAreSeenUntilTheNextOne() {
        Visibility seen = of(9, new int[] {1, 4}, 2, 1);
        assertEquals(List.of(blind(1, 40), sees(3, new Range(0, 20)), sees(5, new Range(20, 30))), seen.segments());
    }

    @Test
    void touchingImagesAreSeenTogetherByWhatFollows() {
        Visibility seen = of(6, new int[] {0, 1}, 1, 2);
        assertEquals(List.of(sees(1, new Range(0, 10)), sees(5, new Range(0, 10), new Range(20, 40))), seen.segments());
    }

    @Test
    void fullTilesOfTouchingImagesAreOneRange() {
        Visibility seen = of(6, new int[] {0, 1}, 2, 1);
        assertEquals(List.of(sees(1, new Range(0, 20)), sees(5, new Range(0, 30))), seen.segments());
    }

    @Test
    void aChainOfThreeAndOneApart() {
        Visibility seen = of(10, new int[] {0, 1, 2, 6}, 1, 1, 1, 2);
        assertEquals(
                List.of(
                        sees(1, new Range(0, 10)),
                        sees(1, new Range(0, 10), new Range(20, 30)),
                        sees(4, new Range(0, 10), new Range(20, 30), new Range(40, 50)),
                        sees(4, new Range(60, 80))),
                seen.segments());
    }

    @Test
    void asManyImagesAsImageTokens() {
        assertThrows(IllegalArgumentException.class, () -> of(4, new int[] {0}, 1, 1));
    }

    @Test
    void trimmedRangesArePlacesAmongTheKeptTokens() {
        Visibility seen = of(9, new int[] {1, 4}, 2, 1).trimmed(new KeptTokens(new int[] {3, 12, 19, 20, 29}, 30));
        assertEquals(List.of(blind(1, 5), sees(3, new Range(0, 3)), sees(5, new Range(3, 5))), seen.segments());
        assertEquals(5, seen.columns());
    }

    @Test
    void trimmedRangesOfTouchingImagesJoin() {
        Visibility seen = of(4, new int[] {0, 1}, 1, 1).trimmed(new KeptTokens(new int[] {0, 9, 20}, 20));
        assertEquals(List.of(sees(1, new Range(0, 2)), sees(3, new Range(0, 3))), seen.segments());
    }

    @Test
    void anImageThatKeepsNothingLeavesItsRowsAllColumnsAlike() {
        Visibility seen = of(9, new int[] {1, 4}, 2, 1).trimmed(new KeptTokens(new int[] {20, 29}, 30));
        assertEquals(
                List.of(blind(1, 2), new Segment(3, true, true, List.of(new Range(0, 2))), sees(5, new Range(0, 2))),
                seen.segments());
        assertEquals(List.of(1), seen.seeing(1, 1));
    }

    @Test
    void betweenCutsSegmentsAndGoesOnBehindThePrompt() {
        Visibility seen = of(9, new int[] {1, 4}, 2, 1);
        Segment first = sees(3, new Range(0, 20));
        Segment second = sees(5, new Range(20, 30));
        assertEquals(seen.segments(), seen.between(0, 9));
        assertEquals(List.of(first.withRows(1)), seen.between(3, 1));
        assertEquals(List.of(first.withRows(2), second.withRows(1)), seen.between(2, 3));
        assertEquals(List.of(second.withRows(7)), seen.between(7, 7));
        assertEquals(List.of(second.withRows(1)), seen.between(500, 1));
        assertEquals(second, seen.last());
    }
}
