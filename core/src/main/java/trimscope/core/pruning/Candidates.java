package trimscope.core.pruning;

import java.util.List;

/**
 * What a rule chooses from: the visual tokens of real tiles, what the first cross-attention layer said about them, and where
 * they lie.
 *
 * @param scores of every visual token at prefill
 * @param pictures the patches of each picture by row and column, in the order of the pictures
 */
public record Candidates(SelectionScores scores, List<PatchCells> pictures) {
    public Candidates {
        pictures = List.copyOf(pictures);
    }

    /**
     * How many tokens every rule keeps at this ratio: as many as {@link TrimmedLlama} does.
     *
     * @param ratio keep ratio per head, above 0 and at most 1
     */
    public int budget(double ratio) {
        return scores.unionSize(scores.perHead(ratio));
    }
}
