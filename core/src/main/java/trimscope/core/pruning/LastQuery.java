package trimscope.core.pruning;

/**
 * The tokens that the last text row attends to most, in the mean over the heads: the row that chooses the first token of the answer,
 * and the query that FastV (arXiv 2403.06764) ranks by.
 */
public record LastQuery() implements TrimmingRule {
    @Override
    public String name() {
        return "last-query";
    }

    @Override
    public String description() {
        return "the visual tokens that the prompt's last token attends to most, in the mean over the heads";
    }

    @Override
    public KeptTokens select(Candidates candidates, double ratio) {
        SelectionScores scores = candidates.scores();
        return scores.top(candidates.budget(ratio), scores::lastRowScoreOverHeads);
    }
}
