package trimscope.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.demo.EmbeddedModel;
import trimscope.core.device.ComputeDevice;
import trimscope.core.model.Kernels.Value;
import trimscope.core.model.ModelOptions.Precision;

/** Linear layers whose weights stay in 16 bits compute what widened ones do. */
class PackedWeightsTest {
    private static final float TOLERANCE = 2e-5f;
    private static final String PACKING = "    fits = pack\n";

    private final ModelOptions options = ModelOptions.defaults();

    private static float[] logits(Checkpoint checkpoint, String source) throws Exception {
        Kernels kernels = Kernels.load(KernelArchive.bytes(source));
        try (Mllama model = Mllama.load(
                        kernels, checkpoint, ModelOptions.defaults(), LoadProgress.NONE, new Cancellation());
                DecoderRun run =
                        model.prefill(new int[] {5, 6, 7}, Optional.empty(), Selection.NONE, 8, new Cancellation())) {
            run.feed(9);
            return run.logits();
        }
    }

    @Test
    void sameLogitsAsWithWidenedWeights() throws Exception {
        Checkpoint checkpoint = Checkpoint.open(EmbeddedModel.folder());
        String source = KernelArchive.source();
        String widening = source.replace(PACKING, "    fits = False\n");
        assertNotEquals(source, widening);
        assertArrayEquals(logits(checkpoint, widening), logits(checkpoint, source), TOLERANCE);
    }

    /** Numbers that bfloat16 has and float16 has not: a little one moves by less than it could be told, a large one forbids packing. */
    @Test
    void everyNumberComesBackOrNearlySo() {
        float little = 0x1.02p-20f;
        assertHeld(0x1p-25f, 0.5f, -0x1.fep-3f, 0x1p-17f, little, 65_280);
        assertHeld(0, 1, 0x1p17f, little);
    }

    private void assertHeld(float tolerance, float... numbers) {
        try (Kernels kernels = Kernels.load(ComputeDevice.CPU, 1);
                NDManager scope = kernels.newManager()) {
            NDArray like = kernels.call(scope, "uniform", new long[] {1}, 0.0, 1.0, Precision.BFLOAT16.code(), "cpu");
            NDArray stored =
                    kernels.call(scope, "copy_like", scope.create(numbers).reshape(1, -1), like);
            try (Value linear = kernels.make(
                    "linear_of", List.of(stored), List.of(), Precision.FLOAT32.code(), kernels.packs(options), true)) {
                float[] held = kernels.call(scope, "weight_of", linear).toFloatArray();
                assertArrayEquals(numbers, held, tolerance);
                NDArray one = scope.ones(new Shape(1, numbers.length));
                float sum = kernels.call(scope, "linear", one, linear).toFloatArray()[0];
                float wanted = 0;
                for (float number : numbers) {
                    wanted += number;
                }
                assertEquals(wanted, sum, 1e-6f * Math.abs(wanted));
            }
        }
    }
}
