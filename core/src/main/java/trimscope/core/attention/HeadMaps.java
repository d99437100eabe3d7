package trimscope.core.attention;

import java.util.Collection;
import java.util.List;

/**
 * Cross-attention of chosen text tokens, per layer and head, over the full visual grid.
 *
 * <p>Weights are softmax probabilities aggregated over the chosen text tokens, or what a {@link Contribution} makes of them; a column
 * that the run did not keep is 0.
 */
public final class HeadMaps {
    private final List<Integer> layers;
    private final float[][][] weights;

    /**
     * @param layers decoder layer indices of the cross-attention layers, ascending
     * @param weights [layer][head][N]; not copied, the caller gives it away
     */
    public HeadMaps(List<Integer> layers, float[][][] weights) {
        if (layers.size() != weights.length) {
            throw new IllegalArgumentException(
                    "expected weights for " + layers.size() + " layers, found " + weights.length);
        }
        this.layers = List.copyOf(layers);
        this.weights = weights;
    }

    /** Decoder layer indices, ascending. */
    public List<Integer> layers() {
        return layers;
    }

    public int heads() {
        return weights[0].length;
    }

    /** Number of visual tokens, padding tiles included, N. */
    public int tokens() {
        return weights[0][0].length;
    }

    /** Map of one head, [N]. */
    public CrossAttentionMap map(int layer, int head) {
        return new CrossAttentionMap(weights[place(layer)][head]);
    }

    /** One map of several layers and heads: their element-wise mean or maximum. */
    public CrossAttentionMap map(Collection<Integer> chosenLayers, Collection<Integer> heads, Aggregation aggregation) {
        if (chosenLayers.isEmpty() || heads.isEmpty()) {
            throw new IllegalArgumentException("at least one layer and one head must be chosen");
        }
        float[] out = new float[tokens()];
        for (int layer : chosenLayers) {
            for (int head : heads) {
                aggregation.add(out, weights[place(layer)][head]);
            }
        }
        aggregation.finish(out, chosenLayers.size() * heads.size());
        return new CrossAttentionMap(out);
    }

    private int place(int layer) {
        int place = layers.indexOf(layer);
        if (place < 0) {
            throw new IllegalArgumentException("layer " + layer + " is no cross-attention layer; these are " + layers);
        }
        return place;
    }
}
