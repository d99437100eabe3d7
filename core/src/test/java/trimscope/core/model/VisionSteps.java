package trimscope.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static trimscope.core.model.Near.assertNear;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import trimscope.core.image.TiledImage;

/** Steps 5 to 8 of the ladder: the vision encoder. */
record VisionSteps(ReferenceCase c) {
    private static final String PREFIX = "vision.";

    /** A step of the ladder and the intermediate results it compares, as in section 7.2. */
    private record Stage(String title, double tolerance, Predicate<String> names) {
        static final List<Stage> ALL = List.of(
                of(
                        "step 5: patches, tile embedding, positions, layernorm_pre",
                        1e-5,
                        "patch_embed|pre_tile|pos|ln_pre"),
                of("step 6: local layers one by one", ReferenceCase.TOLERANCE, "local\\.\\d+"),
                of(
                        "step 7: layernorm_post, post tile, global layers",
                        ReferenceCase.TOLERANCE,
                        "ln_post|post_tile|global\\.\\d+"));

        private static Stage of(String title, double tolerance, String names) {
            return new Stage(
                    title,
                    tolerance,
                    Pattern.compile("vision\\.(" + names + ")").asMatchPredicate());
        }
    }

    List<DynamicTest> tests() {
        List<DynamicTest> tests = new ArrayList<>();
        if (c.isDeep()) {
            tests.add(dynamicTest("steps 5-7 compare every stored tensor", this::stagesAreComplete));
            for (Stage stage : Stage.ALL) {
                tests.add(dynamicTest(stage.title, () -> compare(stage)));
            }
        }
        if (c.hasImages()) {
            tests.add(dynamicTest("step 8: concatenation and projector", this::output));
        }
        return tests;
    }

    private void stagesAreComplete() {
        for (String name : c.names(PREFIX)) {
            long stages =
                    Stage.ALL.stream().filter(stage -> stage.names.test(name)).count();
            assertEquals(1, stages, name);
        }
    }

    private void compare(Stage stage) {
        Map<String, List<float[]>> found = new HashMap<>();
        observe(c.model(), (name, array) -> {
            if (stage.names.test(name)) {
                found.computeIfAbsent(name, n -> new ArrayList<>()).add(array.toFloatArray());
            }
        });
        Set<String> wanted =
                c.names(PREFIX).stream().filter(stage.names).collect(Collectors.toCollection(TreeSet::new));
        assertFalse(wanted.isEmpty());
        assertEquals(wanted, new TreeSet<>(found.keySet()));
        for (String name : wanted) {
            assertNear(c.tensors(), name, ReferenceCase.joined(found.getOrDefault(name, List.of())), stage.tolerance);
        }
    }

    private void output() {
        List<float[]> outputs = new ArrayList<>();
        float[] states = observe(c.model(), (name, array) -> {
            if (name.equals("vision_output")) {
                outputs.add(array.toFloatArray());
            }
        });
        assertNear(c.tensors(), "vision_output", ReferenceCase.joined(outputs), ReferenceCase.TOLERANCE);
        assertNear(c.tensors(), "cross_attention_states", states, ReferenceCase.TOLERANCE);
    }

    /** Encodes all pictures of the case; returns their states. */
    private float[] observe(Mllama model, Observer observer) {
        try (NDManager scope = model.kernels().newManager()) {
            List<NDArray> states = new ArrayList<>();
            for (TiledImage image : c.tiled()) {
                states.add(model.vision().encode(scope, image, new Cancellation(), observer));
            }
            return ReferenceCase.joinedArrays(states);
        }
    }

    /** The concatenated output of all pictures. */
    float[] output(Mllama model) {
        List<float[]> outputs = new ArrayList<>();
        observe(model, (name, array) -> {
            if (name.equals("vision_output")) {
                outputs.add(array.toFloatArray());
            }
        });
        return ReferenceCase.joined(outputs);
    }
}
