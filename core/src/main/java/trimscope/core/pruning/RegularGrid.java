package trimscope.core.pruning;

import java.util.BitSet;
import java.util.List;

/**
 * Patches at regular distances over the whole picture, across its tiles: a smaller picture, as it were.
 *
 * <p>Class tokens stand for whole tiles. All of them are kept as soon as at least as many patches can be kept beside them; below that,
 * none. Patches of canvas padding show nothing and are kept only when everything else is. Several pictures share the budget by their
 * numbers of patches.
 */
public record RegularGrid() implements TrimmingRule {
    @Override
    public String name() {
        return "grid";
    }

    @Override
    public String description() {
        return "patches at regular distances over the picture, with the class tokens once there is room for them";
    }

    @Override
    public KeptTokens select(Candidates candidates, double ratio) {
        List<PatchCells> pictures = candidates.pictures();
        int budget = candidates.budget(ratio);
        BitSet kept = new BitSet();
        int classTokens =
                pictures.stream().mapToInt(cells -> cells.classTokens().length).sum();
        if (budget >= 2 * classTokens) {
            pictures.forEach(cells -> add(kept, cells.classTokens()));
        }
        long patches = PatchCells.count(pictures);
        long wanted = Math.min(patches, budget - kept.cardinality());
        long before = 0;
        for (PatchCells cells : pictures) {
            long after = before + cells.count();
            spread(kept, cells, (int) (after * wanted / patches - before * wanted / patches));
            before = after;
        }
        int[] all = candidates.scores().candidates();
        for (int i = 0; kept.cardinality() < budget; i++) {
            kept.set(all[i]);
        }
        return new KeptTokens(kept.stream().toArray(), all.length);
    }

    private static void add(BitSet kept, int[] tokens) {
        for (int token : tokens) {
            kept.set(token);
        }
    }

    /**
     * Rows at equal distances, the tokens of each row at equal distances; rows and columns in the proportion of the picture, and exactly
     * {@code count} tokens in all.
     */
    private static void spread(BitSet kept, PatchCells cells, int count) {
        if (count == 0) {
            return;
        }
        int fewest = (count + cells.columns() - 1) / cells.columns();
        int most = Math.min(count, cells.rows());
        long fitting = Math.round(Math.sqrt((double) count * cells.rows() / cells.columns()));
        int rows = (int) Math.max(fewest, Math.min(most, fitting));
        for (int i = 0; i < rows; i++) {
            int inRow = (i + 1) * count / rows - i * count / rows;
            for (int j = 0; j < inRow; j++) {
                kept.set(cells.token(centre(i, rows, cells.rows()), centre(j, inRow, cells.columns())));
            }
        }
    }

    /** Where the middle of the i-th of n equal parts of a length lies. */
    private static int centre(int i, int parts, int length) {
        return (2 * i + 1) * length / (2 * parts);
    }
}
