package trimscope.core.chat;

import java.util.List;
import java.util.Optional;
import trimscope.core.pruning.Candidates;
import trimscope.core.pruning.KeptTokens;
import trimscope.core.pruning.SelectionScores;

/**
 * What is known when the prompt has been read.
 *
 * @param tokens the whole conversation up to the answer
 * @param candidates what the selection was made from: the first cross-attention layer at the prefill that selected
 * @param kept the kept visual tokens; empty if nothing is trimmed
 * @param millis time of the text rows that were new, projections and selection included, the vision encoder not
 */
public record Prefill(List<PromptToken> tokens, Candidates candidates, Optional<KeptTokens> kept, double millis) {
    public Prefill {
        tokens = List.copyOf(tokens);
    }

    /** What the first cross-attention layer said about every visual token at the prefill that selected. */
    public SelectionScores scores() {
        return candidates.scores();
    }
}
