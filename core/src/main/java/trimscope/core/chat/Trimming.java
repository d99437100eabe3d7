package trimscope.core.chat;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import trimscope.core.model.Selection;
import trimscope.core.pruning.Candidates;
import trimscope.core.pruning.KeptTokens;
import trimscope.core.pruning.NothingKeptException;
import trimscope.core.pruning.PatchCells;
import trimscope.core.pruning.SelectionScores;
import trimscope.core.pruning.TokenMask;
import trimscope.core.pruning.TrimmedLlama;
import trimscope.core.pruning.TrimmingRule;

/**
 * What is trimmed at prefill.
 *
 * @param rule how the kept tokens are chosen
 * @param ratio keep ratio per head, above 0; 1 switches trimming off, exactly, unless the mask drops something
 * @param firstLayerCache what the first cross-attention layer keeps
 * @param mask what a person painted over the rule's choice
 * @param laterTurns what a further question of the conversation may look at
 */
public record Trimming(
        TrimmingRule rule, double ratio, FirstLayerCache firstLayerCache, TokenMask mask, LaterTurns laterTurns) {
    public Trimming {
        if (!(ratio > 0 && ratio <= 1)) {
            throw new IllegalArgumentException("keep ratio must be above 0 and at most 1, found " + ratio);
        }
    }

    /** What the first cross-attention layer's cache holds after prefill (specification section 6.4). */
    public enum FirstLayerCache {
        FULL,
        TRIMMED
    }

    /** What a question behind an earlier answer may look at; the answers before stay as they are in every case. */
    public enum LaterTurns {
        /** The tokens that were selected for the answer before. */
        FIRST_SELECTION,
        /** Tokens that its own rows select from the full picture, by the same rule and ratio. */
        SELECT_ANEW,
        /** The full picture. */
        NO_TRIMMING
    }

    /** Nothing is trimmed. */
    public static Trimming none() {
        return atRatio(1);
    }

    /** The paper's rule at a keep ratio per head; the first layer keeps its full cache. */
    public static Trimming atRatio(double ratio) {
        return by(new TrimmedLlama(), ratio);
    }

    /** A rule at a keep ratio per head; the first layer keeps its full cache. */
    public static Trimming by(TrimmingRule rule, double ratio) {
        return new Trimming(rule, ratio, FirstLayerCache.FULL, TokenMask.NONE, LaterTurns.FIRST_SELECTION);
    }

    public Trimming withFirstLayerCache(FirstLayerCache other) {
        return new Trimming(rule, ratio, other, mask, laterTurns);
    }

    public Trimming withMask(TokenMask other) {
        return new Trimming(rule, ratio, firstLayerCache, other, laterTurns);
    }

    public Trimming withLaterTurns(LaterTurns other) {
        return new Trimming(rule, ratio, firstLayerCache, mask, other);
    }

    /** Whether a conversation's first answer is the same under both: later turns may differ. */
    public boolean selectsAs(Trimming other) {
        return withLaterTurns(other.laterTurns).equals(other);
    }

    /** Whether nothing can be dropped: then nothing is gathered, and every bit is that of a run without trimming. */
    public boolean isOff() {
        return ratio == 1 && !mask.dropsAny();
    }

    /**
     * What is kept of these candidates: (rule ∪ keep) \ drop; empty if trimming is off.
     *
     * @throws NothingKeptException if the mask leaves no token
     */
    public Optional<KeptTokens> select(Candidates candidates) {
        return isOff() ? Optional.empty() : Optional.of(choice(candidates));
    }

    /**
     * What is kept of these candidates, even if that is all of them.
     *
     * @throws NothingKeptException if the mask leaves no token
     */
    KeptTokens choice(Candidates candidates) {
        return mask.apply(rule.select(candidates, ratio), candidates.scores());
    }

    Selection selection(List<PatchCells> pictures, boolean lean) {
        Function<SelectionScores, KeptTokens> choose = scores -> choice(new Candidates(scores, pictures));
        return new Selection(
                isOff() ? Optional.empty() : Optional.of(choose), firstLayerCache == FirstLayerCache.TRIMMED, lean);
    }
}
