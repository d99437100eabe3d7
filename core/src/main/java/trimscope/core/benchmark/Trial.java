package trimscope.core.benchmark;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import trimscope.core.model.Selection;
import trimscope.core.pruning.KeptTokens;
import trimscope.core.pruning.SelectionScores;

/**
 * A way of trimming to measure.
 *
 * @param amount ratio or share, above 0 and at most 1
 * @param exact whether the amount is the share that is kept, evenly spread, whatever the model looks at; else it is the keep ratio
 *     per head of the paper's rule, and what is kept depends on the model
 */
public record Trial(double amount, boolean exact) {
    public Trial {
        if (!(amount > 0 && amount <= 1)) {
            throw new IllegalArgumentException(
                    "keep ratios and kept shares are above 0 and at most 1, found " + amount);
        }
    }

    String label() {
        return String.format(Locale.ROOT, exact ? "kept %s" : "ratio %s", amount);
    }

    Selection selection() {
        return exact && amount < 1
                ? new Selection(Optional.of(this::spread), false, true)
                : Selection.atRatio(amount, false, true);
    }

    private KeptTokens spread(SelectionScores scores) {
        int[] candidates =
                IntStream.range(0, scores.tokens()).filter(scores::isValid).toArray();
        int count = (int) Math.max(1, Math.round(amount * candidates.length));
        int[] kept = IntStream.range(0, count)
                .map(i -> candidates[(int) ((long) i * candidates.length / count)])
                .toArray();
        return new KeptTokens(kept, candidates.length);
    }
}
