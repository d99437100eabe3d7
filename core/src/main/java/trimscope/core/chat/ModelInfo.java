package trimscope.core.chat;

import java.nio.file.Path;
import java.util.List;
import trimscope.core.model.Mllama;

/**
 * What people are told about a model.
 *
 * @param name of its folder
 * @param folder where its files lie
 * @param parameters number of weights
 * @param precision dtype of the computation
 * @param device where it is computed
 * @param layers decoder layers
 * @param gates the cross-attention layers, ascending, with the tanh of their gates
 * @param heads query heads of a layer
 * @param contextLength most tokens of a conversation
 * @param crossCost what the picture costs in the cross-attention layers
 */
public record ModelInfo(
        String name,
        Path folder,
        long parameters,
        String precision,
        String device,
        int layers,
        List<Mllama.Gate> gates,
        int heads,
        int contextLength,
        CrossCost crossCost) {
    public ModelInfo {
        gates = List.copyOf(gates);
    }

    /** The same under another name. */
    public ModelInfo withName(String other) {
        return new ModelInfo(
                other, folder, parameters, precision, device, layers, gates, heads, contextLength, crossCost);
    }

    /** Decoder layer indices of the cross-attention layers, ascending. */
    public List<Integer> crossLayers() {
        return gates.stream().map(Mllama.Gate::layer).toList();
    }
}
