package trimscope.core.model;

import java.util.Optional;
import java.util.function.Function;
import trimscope.core.pruning.KeptTokens;
import trimscope.core.pruning.SelectionScores;

/**
 * What a prefill keeps.
 *
 * @param choose from the first cross-attention layer's scores to the kept tokens; empty switches trimming off: nothing is summed or
 *     gathered, and every bit equals the plain run (specification section 6.4, ratio 1.0)
 * @param trimFirst whether the first cross-attention layer's own cache is cut to the kept tokens after prefill
 * @param lean whether keys and values of all visual tokens may exist only while they are needed, and not for looking at them later
 */
public record Selection(Optional<Function<SelectionScores, KeptTokens>> choose, boolean trimFirst, boolean lean) {
    public static final Selection NONE = new Selection(Optional.empty(), false, false);

    /** The paper's rule at a keep ratio per head (specification section 6.1); 1 switches trimming off. */
    public static Selection atRatio(double ratio, boolean trimFirst, boolean lean) {
        Function<SelectionScores, KeptTokens> choose = scores -> scores.union(scores.perHead(ratio));
        return new Selection(ratio == 1 ? Optional.empty() : Optional.of(choose), trimFirst, lean);
    }

    public static Selection of(KeptTokens kept, boolean trimFirst) {
        return new Selection(Optional.of(scores -> kept), trimFirst, false);
    }
}
