package trimscope.core.model;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.demo.EmbeddedModel;

/** What native code alone holds is no array that could be counted: weights of linear layers, joined caches. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere nothing tells how much memory is resident")
class FailureMemoryTest {
    private static final int WARM_UP = 3;
    private static final int FAILURES = 20;
    /** Each failure would leave 40 MB, the embedded model's linear layers or the batch's caches; the allocator moves by 70 MB. */
    private static final long MOST_GROWTH = 200L << 20;

    private static Checkpoint checkpoint;

    @BeforeAll
    static void open() throws Exception {
        checkpoint = Checkpoint.open(EmbeddedModel.folder());
    }

    /** At the position tables, and when everything is there and is tried. */
    @ParameterizedTest
    @ValueSource(strings = {"copy_like", "decode"})
    void modelsThatCannotBeLoadedLeaveNothing(String kernel) throws Exception {
        nothingIsLeft(() -> FailingKernels.model(FailingKernels.when(kernel, "True"), checkpoint));
    }

    @Test
    void batchesThatCannotBeMadeLeaveNothing() throws Exception {
        Kernels kernels = FailingKernels.when("concatenate", "torch.gt(torch.len(parts), 8)");
        try (Mllama model = FailingKernels.model(kernels, checkpoint);
                DecoderRun run =
                        model.prefill(new int[] {1, 2, 3}, Optional.empty(), Selection.NONE, 3, new Cancellation())) {
            List<DecoderRun> runs = Collections.nCopies(16, run);
            nothingIsLeft(() -> DecodeBatch.of(runs, 900));
        }
    }

    private static void nothingIsLeft(Executable failing) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            assertThrows(EngineException.class, failing);
        }
        ResidentMemory before = ResidentMemory.now();
        for (int i = 0; i < FAILURES; i++) {
            assertThrows(EngineException.class, failing);
        }
        long growth = before.growth();
        assertTrue(growth <= MOST_GROWTH, "resident memory grew by " + growth + " bytes");
    }
}
