package trimscope.core.model;

import java.util.List;

/**
 * The text layers that rows pass, with their weights: all of them, or without pictures the self-attention layers alone.
 *
 * @param weights of all these layers
 * @param layers their numbers in the decoder, ascending
 */
record LayerStack(LayerWeights weights, List<Integer> layers) implements AutoCloseable {
    LayerStack {
        layers = List.copyOf(layers);
    }

    /** Some of a decoder's layers. */
    static LayerStack of(List<LayerWeights> decoder, List<Integer> layers) {
        return new LayerStack(
                LayerWeights.stacked(layers.stream().map(decoder::get).toList()), layers);
    }

    int size() {
        return layers.size();
    }

    @Override
    public void close() {
        weights.close();
    }
}
