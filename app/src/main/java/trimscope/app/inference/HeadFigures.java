package trimscope.app.inference;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.attention.HeadMaps;
import trimscope.core.attention.RetainedMass;
import trimscope.core.attention.Sparsity;
import trimscope.core.pruning.KeptTokens;

/** Every statistic of every layer's and head's map. Computed beside the model, because sorting 256 maps outlasts a frame. */
public final class HeadFigures {
    private record Place(Statistic statistic, int layer, int head) {}

    private final Map<Place, Double> values = new HashMap<>();

    /** @param valid whether a visual token belongs to a real tile, [N] */
    HeadFigures(HeadMaps maps, boolean[] valid, Optional<KeptTokens> kept) {
        for (int layer : maps.layers()) {
            for (int head = 0; head < maps.heads(); head++) {
                CrossAttentionMap map = maps.map(layer, head);
                Sparsity sparsity = Sparsity.of(map, valid);
                values.put(new Place(Statistic.CONCENTRATION, layer, head), sparsity.gini());
                values.put(new Place(Statistic.ENTROPY, layer, head), sparsity.evenness());
                double mass =
                        kept.map(tokens -> RetainedMass.share(map, tokens)).orElse(1.0);
                values.put(new Place(Statistic.KEPT_MASS, layer, head), mass);
                values.put(new Place(Statistic.TOTAL, layer, head), map.total());
            }
        }
    }

    /** The figure of one layer and head. */
    public double value(Statistic statistic, int layer, int head) {
        return Optional.ofNullable(values.get(new Place(statistic, layer, head)))
                .orElseThrow(() -> new IllegalArgumentException("no map of layer " + layer + ", head " + head));
    }
}
