package trimscope.core.pruning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trimscope.core.image.PatchGrid;
import trimscope.core.image.TileArrangement;

/** Every rule on made-up scores and real geometry. */
class RulesTest {
    private static final int HEADS = 5;

    /** The geometry of a picture with tiles of 12 × 12 patches, at most four of them. */
    private static PatchGrid grid(int width, int height) {
        return PatchGrid.of(width, height, TileArrangement.of(height, width, 144, 4), 144, 12, 4);
    }

    static PatchCells cells(PatchGrid grid, int firstToken) {
        return new PatchCells(
                grid.cellRows(),
                grid.cellColumns(),
                (row, column) -> firstToken + grid.cellToken(row, column),
                IntStream.range(0, grid.tiles())
                        .map(tile -> firstToken + grid.classToken(tile))
                        .toArray());
    }

    private static Candidates candidates(PatchGrid... grids) {
        PatchCells[] pictures = new PatchCells[grids.length];
        int tokens = 0;
        for (int i = 0; i < grids.length; i++) {
            pictures[i] = cells(grids[i], tokens);
            tokens += grids[i].size();
        }
        boolean[] valid = new boolean[tokens];
        int first = 0;
        for (PatchGrid grid : grids) {
            Arrays.fill(valid, first, first + grid.validCount(), true);
            first += grid.size();
        }
        SplittableRandom random = new SplittableRandom(7);
        return new Candidates(
                new SelectionScores(scores(random, valid), scores(random, valid), valid), List.of(pictures));
    }

    private static float[][] scores(SplittableRandom random, boolean[] valid) {
        float[][] scores = new float[HEADS][valid.length];
        for (float[] row : scores) {
            for (int j = 0; j < row.length; j++) {
                row[j] = valid[j] ? random.nextInt(50) / 50f : 0;
            }
        }
        return scores;
    }

    @ParameterizedTest
    @CsvSource({"100,100", "288,144", "144,288", "500,300", "300,500", "1000,90", "90,1000", "145,145", "13,700"})
    void allRulesKeepTheSameNumberOfValidTokens(int width, int height) {
        PatchGrid grid = grid(width, height);
        Candidates candidates = candidates(grid);
        for (double ratio : new double[] {0.0001, 0.01, 0.05, 0.1, 0.25, 0.5, 0.9, 1}) {
            int budget = new TrimmedLlama().select(candidates, ratio).count();
            assertEquals(budget, candidates.budget(ratio));
            for (TrimmingRule rule : Rules.ALL) {
                KeptTokens kept = rule.select(candidates, ratio);
                assertEquals(budget, kept.count(), rule.name() + " at " + ratio);
                assertEquals(grid.validCount(), kept.valid());
                assertTrue(Arrays.stream(kept.indices()).allMatch(grid::isValid), rule.name());
                assertEquals(kept, rule.select(candidates, ratio), rule.name());
            }
            if (ratio == 1) {
                assertEquals(grid.validCount(), budget);
            }
        }
    }

    @Test
    void severalPicturesShareTheBudget() {
        PatchGrid small = grid(144, 144);
        PatchGrid large = grid(288, 288);
        Candidates candidates = candidates(small, large);
        for (TrimmingRule rule : Rules.ALL) {
            assertEquals(candidates.budget(0.1), rule.select(candidates, 0.1).count(), rule.name());
        }
        KeptTokens kept = new RegularGrid().select(candidates, 0.1);
        long inSmall =
                Arrays.stream(kept.indices()).filter(j -> j < small.size()).count();
        assertEquals(0.2, (double) inSmall / kept.count(), 0.02);
    }

    @Test
    void chanceGoesByItsSeed() {
        Candidates candidates = candidates(grid(500, 300));
        KeptTokens kept = new RandomTokens(3).select(candidates, 0.1);
        assertEquals(kept, new RandomTokens(3).select(candidates, 0.1));
        assertNotEquals(kept, new RandomTokens(4).select(candidates, 0.1));
        assertEquals(0, kept.without(new RandomTokens(3).select(candidates, 0.2)).length);
    }

    @Test
    void chanceIsFair() {
        Candidates candidates = candidates(grid(100, 100));
        int[] counts = new int[candidates.scores().tokens()];
        int rounds = 2000;
        for (int seed = 0; seed < rounds; seed++) {
            Arrays.stream(new RandomTokens(seed).select(candidates, 0.1).indices())
                    .forEach(j -> counts[j]++);
        }
        double expected =
                (double) rounds * candidates.budget(0.1) / candidates.scores().validCount();
        for (int j = 0; j < candidates.scores().validCount(); j++) {
            assertEquals(expected, counts[j], 6 * Math.sqrt(expected), "token " + j);
        }
    }

    @Test
    void pooledRulesTakeTheLargestMeans() {
        float[][] scores = {{9, 1, 2, 2, 0}, {0, 1, 2, 2, 0}};
        float[][] lastRow = {{0, 3, 0, 0, 0}, {0, 3, 0, 9, 0}};
        boolean[] valid = {true, true, true, true, false};
        PatchCells cells = new PatchCells(1, 3, (row, column) -> 1 + column, new int[] {0});
        Candidates candidates = new Candidates(new SelectionScores(scores, lastRow, valid), List.of(cells));
        // Of four candidates each head keeps one: 0 and 2, of which 2 comes before 3 in a tie.
        assertArrayEquals(
                new int[] {0, 2}, new TrimmedLlama().select(candidates, 0.25).indices());
        assertArrayEquals(
                new int[] {0, 2}, new MeanHeads().select(candidates, 0.25).indices());
        assertArrayEquals(
                new int[] {1, 3}, new LastQuery().select(candidates, 0.25).indices());
    }

    @ParameterizedTest
    @CsvSource({"100,100", "288,144", "144,288", "288,288", "500,300", "1000,90"})
    void gridIsRegularOverThePicture(int width, int height) {
        PatchGrid grid = grid(width, height);
        Candidates candidates = candidates(grid);
        for (double ratio : new double[] {0.01, 0.03, 0.1}) {
            KeptTokens kept = new RegularGrid().select(candidates, ratio);
            Set<Integer> tokens = new HashSet<>();
            Arrays.stream(kept.indices()).forEach(tokens::add);
            boolean room = kept.count() >= 2 * grid.tiles();
            for (int tile = 0; tile < grid.tiles(); tile++) {
                assertEquals(room, tokens.remove(grid.classToken(tile)));
            }
            evenly(grid, tokens, width + " × " + height + " at " + ratio);
        }
    }

    /** Rows at equal distances up to one patch, their tokens too, and as many in one row as in another up to one. */
    private static void evenly(PatchGrid grid, Set<Integer> tokens, String what) {
        TreeSet<Integer> perRow = new TreeSet<>();
        TreeSet<Integer> rows = new TreeSet<>();
        for (int row = 0; row < grid.cellRows(); row++) {
            TreeSet<Integer> columns = new TreeSet<>();
            for (int column = 0; column < grid.cellColumns(); column++) {
                if (tokens.remove(grid.cellToken(row, column))) {
                    columns.add(column);
                }
            }
            if (!columns.isEmpty()) {
                rows.add(row);
                perRow.add(columns.size());
                assertEvenGaps(columns, grid.cellColumns(), what);
            }
        }
        assertEvenGaps(rows, grid.cellRows(), what);
        assertTrue(perRow.last() - perRow.first() <= 1, what);
        assertEquals(Set.of(), tokens, what);
    }

    private static void assertEvenGaps(SortedSet<Integer> places, int length, String what) {
        double gap = (double) length / places.size();
        int before = -1;
        for (int place : places) {
            double wanted = before < 0 ? gap / 2 : gap;
            assertEquals(wanted, place - Math.max(before, 0), 1.001, what + places);
            before = place;
        }
        assertEquals(gap / 2, length - before, 1.001, what + places);
    }

    @Test
    void gridTakesCanvasPaddingLast() {
        PatchGrid grid = grid(145, 145);
        Candidates candidates = candidates(grid);
        int shown = grid.cellRows() * grid.cellColumns() + grid.tiles();
        assertTrue(shown < grid.validCount());
        double ratio = IntStream.rangeClosed(1, 100)
                .mapToDouble(percent -> percent / 100.0)
                .filter(r -> candidates.budget(r) >= shown)
                .findFirst()
                .orElseThrow();
        KeptTokens kept = new RegularGrid().select(candidates, ratio);
        for (int j = 0; j < grid.validCount(); j++) {
            assertTrue(grid.kind(j) == PatchGrid.Kind.CANVAS_PADDING || kept.contains(j));
        }
    }

    @Test
    void everyRuleHasANameAndASentence() {
        assertEquals(5, Rules.ALL.size());
        for (TrimmingRule rule : Rules.ALL) {
            assertEquals(rule, Rules.named(rule.name()).orElseThrow());
            assertFalse(rule.description().isBlank());
        }
        assertEquals(new RandomTokens(9), Rules.named("random", 9).orElseThrow());
        assertTrue(Rules.named("nonsense").isEmpty());
    }
}
