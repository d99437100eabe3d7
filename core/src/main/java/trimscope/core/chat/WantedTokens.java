package trimscope.core.chat;

import java.util.Optional;
import trimscope.core.pruning.Candidates;
import trimscope.core.pruning.KeptTokens;

/**
 * What a turn would select from the full picture, and what it can look at.
 *
 * @param candidates what the turn's rows say in the first cross-attention layer
 * @param tokens what would be kept by that
 * @param held what the run holds; empty if everything
 */
public record WantedTokens(Candidates candidates, KeptTokens tokens, Optional<KeptTokens> held) {
    /** A copy of the tokens that the turn would select and no longer has, ascending. */
    public int[] lost() {
        return held.map(tokens::without).orElse(new int[0]);
    }
}
