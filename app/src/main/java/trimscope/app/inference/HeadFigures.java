package trimscope.app.inference;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.attention.HeadMaps;
import trimscope.core.pruning.KeptTokens;

/** Every statistic of every layer's and head's map. Computed beside the model, because sorting 256 maps outlasts a frame. */
public final class HeadFigures {
    private final List<Integer> layers;
    private final int heads;
    private final Map<Statistic, double[][]> values = new EnumMap<>(Statistic.class);

    HeadFigures(HeadMaps maps, Optional<KeptTokens> kept) {
        layers = maps.layers();
        heads = maps.heads();
        for (Statistic statistic : Statistic.values()) {
            values.put(statistic, new double[layers.size()][heads]);
        }
        for (int row = 0; row < layers.size(); row++) {
            for (int head = 0; head < heads; head++) {
                CrossAttentionMap map = maps.map(layers.get(row), head);
                for (Statistic statistic : Statistic.values()) {
                    values.get(statistic)[row][head] = statistic.of(map, kept);
                }
            }
        }
    }

    /** Decoder layer indices, ascending. */
    public List<Integer> layers() {
        return layers;
    }

    public int heads() {
        return heads;
    }

    public double value(Statistic statistic, int layer, int head) {
        return values.get(statistic)[layers.indexOf(layer)][head];
    }
}
