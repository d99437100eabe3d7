package trimscope.core.attention;

import java.util.List;
import trimscope.core.pruning.KeptTokens;

/**
 * The premise of the paper (arXiv 2504.00557) in numbers: how much of each layer's attention without trimming falls on the tokens that are
 * kept.
 *
 * @param layers decoder layer indices of the cross-attention layers, ascending; the first one is the layer that selects
 * @param shares of each layer, over all its heads, 0 … 1
 */
public record RetainedMass(List<Integer> layers, List<Double> shares) {
    public RetainedMass {
        layers = List.copyOf(layers);
        shares = List.copyOf(shares);
    }

    /**
     * Shares of every layer.
     *
     * @param maps of a run without trimming
     */
    public static RetainedMass of(HeadMaps maps, KeptTokens kept) {
        return new RetainedMass(
                maps.layers(),
                maps.layers().stream().map(layer -> share(maps, layer, kept)).toList());
    }

    /** Without trimming every layer keeps everything, exactly. */
    public static RetainedMass all(HeadMaps maps) {
        return new RetainedMass(
                maps.layers(), maps.layers().stream().map(layer -> 1.0).toList());
    }

    private static double share(HeadMaps maps, int layer, KeptTokens kept) {
        double retained = 0;
        double total = 0;
        for (int head = 0; head < maps.heads(); head++) {
            CrossAttentionMap map = maps.map(layer, head);
            total += map.total();
            retained += mass(map, kept);
        }
        return total > 0 ? retained / total : 1;
    }

    /** Share of one map's mass, 0 … 1; a map without any keeps everything. */
    public static double share(CrossAttentionMap map, KeptTokens kept) {
        double total = map.total();
        return total > 0 ? mass(map, kept) / total : 1;
    }

    private static double mass(CrossAttentionMap map, KeptTokens kept) {
        double mass = 0;
        for (int token : kept.indices()) {
            mass += map.weight(token);
        }
        return mass;
    }

    /** Mean share over the layers after the first one: those that trimming deprives. */
    public double later() {
        return shares.stream()
                .skip(1)
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(1);
    }
}
