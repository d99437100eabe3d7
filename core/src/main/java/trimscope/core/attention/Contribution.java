package trimscope.core.attention;

import java.util.List;

/**
 * Turns attention weights into contributions: how much of a visual token a head passes on into the text, instead of how hard it looks
 * at it. For decoder layer l, head h and visual token j
 *
 * <pre>contribution = α · |tanh(g)| · ‖v‖</pre>
 *
 * <p>where α is the softmax weight, g the layer's {@code cross_attn_attn_gate} and v the value that the head multiplies by α: the d
 * numbers of {@code cross_attn.v_proj} on the token's state that belong to the key/value head which head h shares with its group
 * (specification section 4.4). The length is Euclidean; the unit is that of the hidden states.
 *
 * <p>Weighting by the length of the value follows Kobayashi et al., <i>Attention is Not Only a Weight</i> (EMNLP 2020). They put the
 * output projection into the length; here it is left out. What a head adds to the text is {@code tanh(g) · W_O α v}: of the projection
 * only the head's own d columns count, the same linear map for all of its tokens. It may stretch two heads differently, so contributions
 * compare patches within a head better than heads with each other; and with it every query head would need its own product over all
 * visual tokens, where the length of v is shared by the whole group.
 *
 * <p>Only a bound for what arrives: several tokens' values may cancel each other. Immutable.
 */
public final class Contribution {
    private final List<Integer> layers;
    private final double[] gates;
    private final float[][][] norms;

    /**
     * @param layers decoder layer indices of the cross-attention layers, ascending
     * @param gates tanh of each layer's attention gate, −1 … 1
     * @param valueNorms lengths of the values, [layer][key/value head][N]; not copied, the caller gives them away
     */
    public Contribution(List<Integer> layers, double[] gates, float[][][] valueNorms) {
        if (layers.size() != gates.length || layers.size() != valueNorms.length) {
            throw new IllegalArgumentException("expected gates and values of " + layers.size() + " layers, found "
                    + gates.length + " and " + valueNorms.length);
        }
        this.layers = List.copyOf(layers);
        this.gates = gates.clone();
        this.norms = valueNorms;
    }

    /** Contributions in place of weights, for every layer and head. */
    public HeadMaps of(HeadMaps weights) {
        if (!weights.layers().equals(layers)) {
            throw new IllegalArgumentException("expected maps of layers " + layers + ", found " + weights.layers());
        }
        float[][][] out = new float[layers.size()][weights.heads()][];
        for (int place = 0; place < out.length; place++) {
            int group = weights.heads() / norms[place].length;
            for (int head = 0; head < out[place].length; head++) {
                float[] map = weights.map(layers.get(place), head).toArray();
                float[] lengths = norms[place][head / group];
                float gate = (float) Math.abs(gates[place]);
                for (int j = 0; j < map.length; j++) {
                    map[j] *= gate * lengths[j];
                }
                out[place][head] = map;
            }
        }
        return new HeadMaps(layers, out);
    }
}
