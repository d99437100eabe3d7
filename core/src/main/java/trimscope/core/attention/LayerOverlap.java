package trimscope.core.attention;

import java.util.List;
import trimscope.core.pruning.KeptTokens;
import trimscope.core.pruning.SelectionScores;

/**
 * How much the layers agree on what matters: for each pair of cross-attention layers the Jaccard overlap of the sets that the rule of the
 * paper (arXiv 2504.00557) would keep by each of them. The paper selects by the first layer only, which is right as far as these sets
 * are alike.
 */
public final class LayerOverlap {
    private final List<Integer> layers;
    private final List<KeptTokens> sets;

    private LayerOverlap(List<Integer> layers, List<KeptTokens> sets) {
        this.layers = layers;
        this.sets = sets;
    }

    /**
     * Overlap of the unions of every head's top k.
     *
     * @param maps of a run without trimming
     * @param valid whether a token belongs to a real tile, [N]
     * @param k tokens per head, 1 … valid
     */
    public static LayerOverlap of(HeadMaps maps, boolean[] valid, int k) {
        List<KeptTokens> sets = maps.layers().stream()
                .map(layer -> {
                    float[][] weights = new float[maps.heads()][];
                    for (int head = 0; head < weights.length; head++) {
                        weights[head] = maps.map(layer, head).toArray();
                    }
                    return new SelectionScores(weights, weights, valid).union(k);
                })
                .toList();
        return new LayerOverlap(maps.layers(), sets);
    }

    /** Decoder layer indices, ascending. */
    public List<Integer> layers() {
        return layers;
    }

    /** What the n-th of the layers would keep. */
    public KeptTokens set(int place) {
        return sets.get(place);
    }

    /** Overlap of the n-th and the m-th of the layers, 0 … 1. */
    public double at(int n, int m) {
        return sets.get(n).overlap(sets.get(m));
    }
}
