package trimscope.core.pruning;

/** The tokens with the largest score in the mean over the heads: what remains of the paper's rule if heads have no say of their own. */
public record MeanHeads() implements TrimmingRule {
    @Override
    public String name() {
        return "mean-heads";
    }

    @Override
    public String description() {
        return "the visual tokens with the largest scores in the mean over the heads";
    }

    @Override
    public KeptTokens select(Candidates candidates, double ratio) {
        SelectionScores scores = candidates.scores();
        return scores.top(candidates.budget(ratio), scores::scoreOverHeads);
    }
}
