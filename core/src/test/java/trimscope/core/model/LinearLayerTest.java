package trimscope.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import trimscope.core.checkpoint.TensorEntry;
import trimscope.core.synthetic.Shape;

class LinearLayerTest {
    private final Map<String, List<Long>> shapes =
            Shape.named("11b").orElseThrow().config().tensorShapes();

    private List<String> parts(String name) {
        return LinearLayer.of(shapes).stream()
                .filter(layer -> layer.name().equals(name))
                .findFirst()
                .orElseThrow()
                .weights();
    }

    @Test
    void whatReadsTheSameRowsLiesSideBySide() {
        String self = "language_model.layers.0.";
        assertEquals(
                List.of(
                        self + "self_attn.q_proj.weight",
                        self + "self_attn.k_proj.weight",
                        self + "self_attn.v_proj.weight"),
                parts(self + "self_attn.qkv_proj"));
        assertEquals(
                List.of(self + "mlp.gate_proj.weight", self + "mlp.up_proj.weight"), parts(self + "mlp.gate_up_proj"));
        assertEquals(List.of(self + "mlp.down_proj.weight"), parts(self + "mlp.down_proj"));
        String cross = "language_model.layers.3.cross_attn.";
        assertEquals(List.of(cross + "k_proj.weight", cross + "v_proj.weight"), parts(cross + "kv_proj"));
        assertEquals(List.of(cross + "q_proj.weight"), parts(cross + "q_proj"));
        assertEquals(List.of("multi_modal_projector.weight"), parts("multi_modal_projector"));
    }

    @Test
    void everyLinearTensorIsInExactlyOneLayer() {
        List<String> wanted = new ArrayList<>();
        shapes.forEach((name, shape) -> {
            if (TensorEntry.isLinear(name, shape)) {
                wanted.add(name);
            }
        });
        List<String> found = LinearLayer.of(shapes).stream()
                .flatMap(layer -> layer.weights().stream())
                .sorted()
                .toList();
        assertEquals(wanted.stream().sorted().toList(), found);
    }
}
