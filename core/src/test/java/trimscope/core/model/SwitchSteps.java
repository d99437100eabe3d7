package trimscope.core.model;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static trimscope.core.model.Near.assertNear;

import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import trimscope.core.model.ModelOptions.IntermediateTap;
import trimscope.core.model.ModelOptions.RowMask;
import trimscope.core.model.ReferenceCase.LastHidden;
import trimscope.core.model.ReferenceCase.Prefilled;

/** Step 19 of the ladder: the other positions of the two switches (specification section 0). */
record SwitchSteps(ReferenceCase c) {
    List<DynamicTest> tests() {
        Map<String, ModelOptions> variants = new LinkedHashMap<>();
        variants.put("alt.tap_input", c.options().withTap(IntermediateTap.LAYER_INPUT));
        variants.put("alt.tap_output", c.options().withTap(IntermediateTap.LAYER_OUTPUT));
        variants.put("alt.rows_both", c.options().withRowMask(RowMask.BOTH));
        return variants.entrySet().stream()
                .filter(entry -> !c.names(entry.getKey()).isEmpty())
                .map(entry -> dynamicTest(
                        "step 19: " + entry.getKey(), () -> compare(entry.getKey(), c.model(entry.getValue()))))
                .toList();
    }

    private void compare(String name, Mllama model) {
        if (c.tensors().contains(name + ".vision_output")) {
            float[] output = new VisionSteps(c).output(model);
            assertNear(c.tensors(), name + ".vision_output", output, ReferenceCase.TOLERANCE);
        }
        try (NDManager scope = model.kernels().newManager()) {
            LastHidden last = new LastHidden(model, scope);
            try (Prefilled prefilled = c.prefill(model, Selection.NONE, last)) {
                assertNear(c.tensors(), name + ".prefill.logits", last.logits(), ReferenceCase.TOLERANCE);
                c.assertGreedy(prefilled.run(), name + ".greedy");
            }
        }
    }
}
