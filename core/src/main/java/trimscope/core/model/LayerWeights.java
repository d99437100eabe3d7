package trimscope.core.model;

import java.util.List;
import trimscope.core.model.Kernels.Value;

/**
 * The weights of a layer, or of several one after another, as kernels take them.
 *
 * @param small norms and gates
 * @param linears linear layers
 */
record LayerWeights(Value small, Value linears) implements AutoCloseable {
    /** Several layers' weights, which stay their own as well. */
    static LayerWeights stacked(List<LayerWeights> layers) {
        return new LayerWeights(
                Value.list(layers.stream().map(LayerWeights::small).toList()),
                Value.list(layers.stream().map(LayerWeights::linears).toList()));
    }

    @Override
    public void close() {
        small.close();
        linears.close();
    }
}
