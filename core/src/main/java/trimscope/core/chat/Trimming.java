package trimscope.core.chat;

import java.util.Optional;
import trimscope.core.model.Selection;
import trimscope.core.pruning.TrimmedLlama;
import trimscope.core.pruning.TrimmingRule;

/**
 * What is trimmed at prefill.
 *
 * @param rule how the kept tokens are chosen
 * @param ratio keep ratio per head, above 0; 1 switches trimming off, exactly
 * @param firstLayerCache what the first cross-attention layer keeps
 */
public record Trimming(TrimmingRule rule, double ratio, FirstLayerCache firstLayerCache) {
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

    /** Nothing is trimmed. */
    public static Trimming none() {
        return atRatio(1);
    }

    /** The paper's rule at a keep ratio per head; the first layer keeps its full cache. */
    public static Trimming atRatio(double ratio) {
        return new Trimming(new TrimmedLlama(), ratio, FirstLayerCache.FULL);
    }

    Selection selection(boolean lean) {
        return new Selection(
                scores -> ratio == 1 ? Optional.empty() : Optional.of(rule.select(scores, ratio)),
                firstLayerCache == FirstLayerCache.TRIMMED,
                lean);
    }
}
