package trimscope.core.pruning;

/** The rule of the paper (arXiv 2504.00557; specification section 6.1): each head's top k, united. */
public record TrimmedLlama() implements TrimmingRule {
    @Override
    public String name() {
        return "trimmed-llama";
    }

    @Override
    public String description() {
        return "each head keeps its top k visual tokens; the union over the heads is kept";
    }

    @Override
    public KeptTokens select(Candidates candidates, double ratio) {
        SelectionScores scores = candidates.scores();
        return scores.union(scores.perHead(ratio));
    }
}
