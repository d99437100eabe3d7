package trimscope.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.checkpoint.TensorEntry;
import trimscope.core.demo.EmbeddedModel;
import trimscope.core.device.ComputeDevice;
import trimscope.core.model.ModelOptions.Precision;

class LoadingTest {
    /** PyTorch's device without numbers stands for a GPU: nothing of it lies in main memory. */
    private static final ComputeDevice ELSEWHERE = new ComputeDevice("meta");

    private Checkpoint checkpoint;

    @BeforeEach
    void open() throws Exception {
        checkpoint = Checkpoint.open(EmbeddedModel.folder());
    }

    /** Tensors in float16 are looked at when they have come there, which a device without numbers refuses. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FLOAT16")
    void everyTensorGoesToTheDevice(Precision precision) throws Exception {
        ModelOptions options = ModelOptions.defaults().withPrecision(precision).withDevice(ELSEWHERE);
        try (Kernels kernels = Kernels.load(ComputeDevice.CPU, 1);
                Weights weights = Weights.load(kernels, checkpoint, options, LoadProgress.NONE, new Cancellation())) {
            HeldNumbers held = new HeldNumbers(kernels, weights, checkpoint);
            for (TensorEntry entry : checkpoint.tensors()) {
                RuntimeException e = assertThrows(
                        RuntimeException.class, () -> held.of(entry.name()), "in main memory: " + entry.name());
                assertTrue(String.valueOf(e.getMessage()).contains("meta tensor"), e::toString);
            }
        }
    }

    @Test
    void progressCountsTheBytesOfTheFile() throws Exception {
        List<Long> told = new ArrayList<>();
        LoadProgress progress = (bytes, all) -> {
            assertEquals(checkpoint.bytes(), all);
            told.add(bytes);
        };
        Mllama.load(checkpoint, ModelOptions.defaults(), progress, new Cancellation())
                .close();
        assertEquals(checkpoint.tensors().size(), told.size());
        assertEquals(checkpoint.bytes(), told.get(told.size() - 1));
        assertTrue(told.get(0) < told.get(1));
    }

    /** Nothing can be computed there. What gives a GPU's memory back afterwards hides nothing, in libraries without CUDA either. */
    @Test
    void aFailureElsewhereIsTheOnlyOne() {
        ModelOptions options = ModelOptions.defaults().withDevice(ELSEWHERE);
        EngineException e =
                assertThrows(EngineException.class, () -> Mllama.load(checkpoint, options, new Cancellation()));
        assertTrue(String.valueOf(e.getMessage()).contains("Meta tensors"), e::toString);
        assertEquals(0, e.getSuppressed().length);
    }

    @Test
    void cancellingHalfWayFreesWhatWasLoaded() {
        Cancellation cancellation = new Cancellation();
        LoadProgress cancelHalfWay = (bytes, all) -> {
            if (2 * bytes > all) {
                cancellation.cancel();
            }
        };
        try (Kernels kernels = Kernels.load(ComputeDevice.CPU, 1)) {
            int before = kernels.arrays().size();
            assertThrows(
                    CancellationException.class,
                    () -> Weights.load(kernels, checkpoint, ModelOptions.defaults(), cancelHalfWay, cancellation));
            assertEquals(before, kernels.arrays().size());
        }
    }
}
