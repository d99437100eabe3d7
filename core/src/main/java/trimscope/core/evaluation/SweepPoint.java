package trimscope.core.evaluation;

import trimscope.core.attention.RetainedMass;
import trimscope.core.chat.Costs;

/**
 * One rule at one ratio, held against the full run.
 *
 * @param rule its name
 * @param ratio keep ratio per head
 * @param answer what the trimmed run says by itself
 * @param forced the full answer as the trimmed run reads it
 * @param retained share of the full run's attention on the kept tokens, over the rows that chose the answer
 * @param costs of the trimmed run while it read the full answer
 */
public record SweepPoint(
        String rule, double ratio, String answer, ForcedAnswer forced, RetainedMass retained, Costs costs) {
    /** Share of places where the trimmed run finds the full answer's token likeliest, 0 … 1. */
    public double agreement() {
        return forced.agreement();
    }
}
