package trimscope.core.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trimscope.core.synthetic.Shape;

/** The figures of specification section 6.3. */
class WorkloadTest {
    private static Workload of(String shape) {
        return new Workload(Shape.named(shape).orElseThrow().config(), 2, 2);
    }

    @ParameterizedTest
    @CsvSource({"11b, 6404, 209846272", "90b, 6404, 524615680", "11b, 3202, 118038528", "90b, 1601, 150827008"})
    void cacheBytes(String shape, long kept, long bytes) {
        assertEquals(6404, of(shape).visualTokens());
        assertEquals(bytes, of(shape).cacheBytes(kept));
    }

    /** Keys and values of the picture are most of what trimming saves at prefill. */
    @ParameterizedTest
    @CsvSource({"11b, 6404, 3202, 376.0", "90b, 6404, 3202, 2041.4"})
    void trimmingSavesProjections(String shape, long full, long kept, double gigaFlop) {
        double saved = of(shape).prefillFlop(6, full) - of(shape).prefillFlop(6, kept);
        assertEquals(gigaFlop, saved / 1e9, 0.01 * gigaFlop);
    }

    /** A further row passes all layers but the last, of which its keys and values are wanted. */
    @Test
    void oneRowLeavesTheLastLayer() {
        double row = of("11b").prefillFlop(2, 6404) - of("11b").prefillFlop(1, 6404);
        long self = 2L * 4096 * 4096 + 2L * 1024 * 4096;
        long mlp = 3L * 4096 * 14336;
        double weights = 2.0 * (31 * self + 8 * (2L * 4096 * 4096) + 39 * mlp + 2L * 1024 * 4096);
        assertEquals(weights + 8 * 104.9e6, row, 1e-3 * row);
    }

    @Test
    void theVisionEncoderTakes465GigaFlopALayer() {
        double layers = of("11b").visionFlop() - 2.0 * 6404 * 7680 * 4096;
        assertEquals(18.6e12, layers, 0.05e12);
        assertEquals(465e9, layers / 40, 1e9);
    }

    /** All text weights but the embedding and the picture's projections, two bytes each, and the caches. */
    @Test
    void aDecodeStepReadsTheTextWeightsOnce() {
        double weights = of("11b").decodeBytes(0, List.of(6404)) - of("11b").cacheBytes(6404);
        long self = 2L * 4096 * 4096 + 2L * 1024 * 4096;
        long cross = 2L * 4096 * 4096;
        long mlp = 3L * 4096 * 14336;
        long expected = 32 * self + 8 * cross + 40 * mlp + 128_256L * 4096;
        assertEquals(2.0 * expected, weights, 1e-3 * weights);
        double batch = of("11b").decodeBytes(0, List.of(6404, 3202, 3202));
        assertEquals(weights + of("11b").cacheBytes(6404) + 2.0 * of("11b").cacheBytes(3202), batch, 1);
    }

    /** Twice the weights for each conversation, and 104.9 MFLOP a cross-attention layer. */
    @Test
    void aDecodeStepMultipliesTheTextWeightsForEachConversation() {
        double one = of("11b").decodeFlop(0, List.of(6404));
        double weights = of("11b").decodeBytes(0, List.of(6404)) - of("11b").cacheBytes(6404);
        assertEquals(839.4e6, one - weights, 0.1e6);
        assertEquals(8 * one, of("11b").decodeFlop(0, Collections.nCopies(8, 6404)), 1);
    }
}
