package trimscope.app.inference;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.attention.HeadMaps;

/**
 * How much one text token looks at the patches of a {@link PatchQuery}.
 *
 * @param position place of the token in the sequence
 * @param layers decoder layer indices, ascending
 * @param shares of the token's attention on the patches, by layer and head, 0 … 1
 */
public record PatchMass(PatchQuery query, int position, List<Integer> layers, List<List<Double>> shares) {
    static PatchMass of(PatchQuery query, int position, HeadMaps maps) {
        List<List<Double>> shares = maps.layers().stream()
                .map(layer -> IntStream.range(0, maps.heads())
                        .mapToObj(head -> sum(maps.map(layer, head), query.patches()))
                        .toList())
                .toList();
        return new PatchMass(query, position, maps.layers(), shares);
    }

    private static double sum(CrossAttentionMap map, Set<Integer> patches) {
        return patches.stream().mapToDouble(map::weight).sum();
    }

    /** The share in one layer and head. */
    public double share(int layer, int head) {
        return shares.get(layers.indexOf(layer)).get(head);
    }

    /** The mean share of some layers and heads. */
    public double mean(Collection<Integer> chosenLayers, Collection<Integer> heads) {
        return chosenLayers.stream()
                .flatMapToDouble(layer -> heads.stream().mapToDouble(head -> share(layer, head)))
                .average()
                .orElse(0);
    }
}
