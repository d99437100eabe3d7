package trimscope.core.chat;

import java.util.List;
import java.util.Optional;
import trimscope.core.model.DecoderRun;
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

    /**
     * Of a run that has read its prompt; it is closed if its scores cannot be read.
     *
     * @param prompt ids of the whole conversation up to the answer
     */
    static Prefill of(ChatSession session, DecoderRun run, int[] prompt, double millis) {
        try {
            SelectionScores scores = run.scores().orElseThrow();
            // Here and not on the window's thread, which asks for ranks at once.
            scores.sort();
            return new Prefill(
                    session.tokens(prompt), new Candidates(scores, session.cells()), run.keptTokens(), millis);
        } catch (RuntimeException e) {
            run.close();
            throw e;
        }
    }

    /** What the first cross-attention layer said about every visual token at the prefill that selected. */
    public SelectionScores scores() {
        return candidates.scores();
    }
}
