package trimscope.core.evaluation;

import java.util.List;
import trimscope.core.chat.AnswerSettings;
import trimscope.core.chat.Trimming;
import trimscope.core.pruning.TrimmingRule;

/**
 * What a sweep tries.
 *
 * @param rules at least one
 * @param ratios keep ratios per head, each above 0 and at most 1; at least one
 * @param maxTokens most tokens of an answer, its stop token included
 */
public record SweepSettings(List<TrimmingRule> rules, List<Double> ratios, int maxTokens) {
    public SweepSettings {
        rules = List.copyOf(rules);
        ratios = List.copyOf(ratios);
        if (rules.isEmpty() || ratios.isEmpty()) {
            throw new IllegalArgumentException("a sweep needs at least one rule and one ratio");
        }
        if (maxTokens < 1) {
            throw new IllegalArgumentException("an answer needs at least 1 token, found " + maxTokens);
        }
        for (double ratio : ratios) {
            if (!(ratio > 0 && ratio <= 1)) {
                throw new IllegalArgumentException("keep ratio must be above 0 and at most 1, found " + ratio);
            }
        }
    }

    /** With room for {@value AnswerSettings#DEFAULT_MAX_TOKENS} tokens. */
    public SweepSettings(List<TrimmingRule> rules, List<Double> ratios) {
        this(rules, ratios, AnswerSettings.DEFAULT_MAX_TOKENS);
    }

    /** Number of runs besides the full one. */
    public int points() {
        return rules.size() * ratios.size();
    }

    /** What the n-th run trims: rule by rule, each at all ratios. */
    public Trimming trimming(int point) {
        return Trimming.by(rules.get(point / ratios.size()), ratios.get(point % ratios.size()));
    }
}
