package trimscope.core.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import trimscope.core.checkpoint.TensorEntry;

/**
 * A linear layer of the checkpoint, or several that read the same rows: side by side they are one product
 * ({@code docs/decisions/kernels.md}).
 *
 * @param name of the layer, such as {@code language_model.layers.0.self_attn.qkv_proj}
 * @param parts names of the checkpoint's layers that it is made of, in the order of their results
 */
record LinearLayer(String name, List<String> parts) {
    private static final Map<String, List<String>> JOINT = Map.of(
            "self_attn.qkv_proj", List.of("self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"),
            "cross_attn.kv_proj", List.of("cross_attn.k_proj", "cross_attn.v_proj"),
            "mlp.gate_up_proj", List.of("mlp.gate_proj", "mlp.up_proj"));
    private static final String WEIGHT = ".weight";
    private static final String BIAS = ".bias";

    LinearLayer {
        parts = List.copyOf(parts);
    }

    /** The layers of tensors by their shapes. */
    static List<LinearLayer> of(Map<String, List<Long>> shapes) {
        Map<String, LinearLayer> layers = new LinkedHashMap<>();
        shapes.forEach((tensor, shape) -> {
            if (TensorEntry.isLinear(tensor, shape)) {
                LinearLayer layer = holding(tensor.substring(0, tensor.length() - WEIGHT.length()));
                layers.put(layer.name(), layer);
            }
        });
        return List.copyOf(layers.values());
    }

    private static LinearLayer holding(String part) {
        for (Map.Entry<String, List<String>> joint : JOINT.entrySet()) {
            for (String suffix : joint.getValue()) {
                if (part.endsWith(suffix)) {
                    String prefix = part.substring(0, part.length() - suffix.length());
                    return new LinearLayer(
                            prefix + joint.getKey(),
                            joint.getValue().stream().map(each -> prefix + each).toList());
                }
            }
        }
        return new LinearLayer(part, List.of(part));
    }

    /** Canonical names of its weights, each [out_i, in]. */
    List<String> weights() {
        return parts.stream().map(part -> part + WEIGHT).toList();
    }

    /** Canonical names that its biases have, [out_i], where it has any. */
    List<String> biases() {
        return parts.stream().map(part -> part + BIAS).toList();
    }
}
