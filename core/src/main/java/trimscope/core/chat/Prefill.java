package trimscope.core.chat;

import java.util.List;
import java.util.Optional;
import trimscope.core.pruning.KeptTokens;
import trimscope.core.pruning.SelectionScores;

/**
 * What is known when the prompt has been read.
 *
 * @param tokens the whole conversation up to the answer
 * @param scores what the selection was made from: the first cross-attention layer at the first prefill of this conversation
 * @param kept the kept visual tokens; empty if nothing is trimmed
 * @param millis time of the text rows that were new, projections and selection included, the vision encoder not
 */
public record Prefill(List<PromptToken> tokens, SelectionScores scores, Optional<KeptTokens> kept, double millis) {
    public Prefill {
        tokens = List.copyOf(tokens);
    }
}
