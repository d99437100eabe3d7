package trimscope.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.demo.EmbeddedModel;

/** Position tables that cannot grow stay as they are, and do grow when there is room again. */
class FailedGrowthTest {
    private static final int SHORT = 1024;
    private static final int LONG = 1100;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void laterPositionsAreNotBroken(int table) throws Exception {
        Checkpoint checkpoint = Checkpoint.open(EmbeddedModel.folder());
        try (Mllama plain = Mllama.load(checkpoint, ModelOptions.defaults(), new Cancellation());
                Mllama model = FailingKernels.model(FailingKernels.counting(), checkpoint)) {
            RotaryTables tables = model.decoder().rotary();
            NDArray cos = tables.cos();
            NDArray sin = tables.signedSin();
            LiveArrays before = LiveArrays.of(model);
            FailingKernels.failAt(model.kernels(), table);
            EngineException e =
                    assertThrows(EngineException.class, () -> model.decoder().cover(LONG));
            assertEquals(true, String.valueOf(e.getMessage()).contains(FailingKernels.MESSAGE), e::toString);
            assertEquals(before, LiveArrays.of(model));
            assertEquals(SHORT, cos.getShape().get(0));
            assertEquals(SHORT, sin.getShape().get(0));
            assertArrayEquals(logits(plain), logits(model));
            assertEquals(before.count(), LiveArrays.of(model).count());
        }
    }

    private static float[] logits(Mllama model) {
        int[] ids = new int[LONG];
        Arrays.setAll(ids, i -> 1 + i % 50);
        try (DecoderRun run = model.prefill(ids, Optional.empty(), Selection.NONE, LONG, new Cancellation())) {
            return run.logits();
        }
    }
}
