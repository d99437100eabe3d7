package trimscope.app.inference;

import java.util.Arrays;
import java.util.Optional;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.pruning.KeptTokens;

/** A figure of one map; all but the total lie between 0 and 1 and do not change if the map is multiplied by a number. */
public enum Statistic {
    /** Gini coefficient: 0 for even attention, towards 1 the more of it lies on few tokens. */
    CONCENTRATION("concentration (Gini)") {
        @Override
        double of(CrossAttentionMap map, Optional<KeptTokens> kept) {
            float[] sorted = map.toArray();
            Arrays.sort(sorted);
            double weighted = 0;
            double total = 0;
            for (int i = 0; i < sorted.length; i++) {
                weighted += (i + 1.0) * sorted[i];
                total += sorted[i];
            }
            int n = sorted.length;
            return total == 0 ? 0 : 2 * weighted / (n * total) - (n + 1.0) / n;
        }
    },
    /** Entropy over its largest possible value. */
    ENTROPY("entropy") {
        @Override
        double of(CrossAttentionMap map, Optional<KeptTokens> kept) {
            double total = map.total();
            double entropy = 0;
            for (float weight : map.toArray()) {
                if (weight > 0) {
                    double share = weight / total;
                    entropy -= share * Math.log(share);
                }
            }
            return map.size() < 2 ? 0 : entropy / Math.log(map.size());
        }
    },
    /** Share of the attention on the tokens that the run kept. */
    KEPT_MASS("mass on kept tokens") {
        @Override
        double of(CrossAttentionMap map, Optional<KeptTokens> kept) {
            if (kept.isEmpty()) {
                return 1;
            }
            double mass = 0;
            for (int token : kept.get().indices()) {
                mass += map.weight(token);
            }
            double total = map.total();
            return total == 0 ? 0 : mass / total;
        }
    },
    /** Sum over all visual tokens; of attention it is always 1. */
    TOTAL("total contribution") {
        @Override
        double of(CrossAttentionMap map, Optional<KeptTokens> kept) {
            return map.total();
        }
    };

    private final String label;

    Statistic(String label) {
        this.label = label;
    }

    /** What people read. */
    public String label() {
        return label;
    }

    /** Whether it tells anything about maps of a quantity. */
    public boolean tells(Quantity quantity) {
        return this != TOTAL || quantity == Quantity.CONTRIBUTION;
    }

    abstract double of(CrossAttentionMap map, Optional<KeptTokens> kept);
}
