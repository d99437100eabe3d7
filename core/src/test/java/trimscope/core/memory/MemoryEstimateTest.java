package trimscope.core.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.checkpoint.ElementType;
import trimscope.core.checkpoint.MllamaConfig;
import trimscope.core.demo.EmbeddedModel;
import trimscope.core.device.ComputeDevice;
import trimscope.core.memory.MemoryVerdict.Level;
import trimscope.core.model.ModelOptions;
import trimscope.core.model.ModelOptions.Precision;
import trimscope.core.synthetic.Shape;
import trimscope.core.synthetic.SyntheticCheckpoint;

class MemoryEstimateTest {
    private static final ModelOptions BFLOAT16 = ModelOptions.defaults().withPrecision(Precision.BFLOAT16);
    private static final ModelOptions ON_GPU = BFLOAT16.withDevice(ComputeDevice.gpu(0));
    private static final long PUBLISHED_11B = 21_340_441_670L;

    private static MllamaConfig published(String name) {
        return Shape.named(name).orElseThrow().config();
    }

    /** Specification section 6.3. */
    @ParameterizedTest
    @CsvSource({"11b, 8, 209846272", "90b, 20, 524615680"})
    void crossCachesFollowTheSpecification(String name, int layers, long bytes) {
        assertEquals(bytes, layers * MemoryEstimate.crossCacheOfOneLayer(published(name), 2));
    }

    @Test
    void selfCachesFollowTheSpecification() {
        long part = MemoryEstimate.of(published("11b"), BFLOAT16, 0, 0).parts().stream()
                .filter(each -> each.what().startsWith("caches of"))
                .mapToLong(MemoryEstimate.Part::bytes)
                .sum();
        long queries = 8 * 4096 * 2;
        assertEquals(MemoryEstimate.TEXT_TOKENS * (128L * 1024 + queries), part);
    }

    @Test
    void weightsAsStoredAreMappedOnTheCpuAndHeldElsewhere() throws Exception {
        Checkpoint checkpoint = Checkpoint.open(EmbeddedModel.folder());
        assertEquals(checkpoint.bytes(), MemoryEstimate.of(checkpoint, BFLOAT16).mapped());
        MemoryEstimate converted = MemoryEstimate.of(checkpoint, ModelOptions.defaults());
        assertEquals(0, converted.mapped());
        assertTrue(converted.needed() > (ModelOptions.defaults().packs() ? 2 : 4) * checkpoint.parameters());
        MemoryEstimate onGpu = MemoryEstimate.of(checkpoint, ON_GPU);
        assertEquals(0, onGpu.mapped());
        assertTrue(onGpu.needed() > checkpoint.bytes());
    }

    @Test
    void bfloat16ComputedInFloat16IsNotMappedButHeld() throws Exception {
        Checkpoint checkpoint = Checkpoint.open(EmbeddedModel.folder());
        ModelOptions float16 = ModelOptions.defaults().withPrecision(Precision.FLOAT16);
        MemoryEstimate converted = MemoryEstimate.of(checkpoint, float16);
        MemoryEstimate asStored = MemoryEstimate.of(checkpoint, BFLOAT16);
        assertEquals(0, converted.mapped());
        assertEquals(asStored.needed() + checkpoint.bytes(), converted.needed());
        assertTrue(
                converted.against(device -> OptionalLong.of(1), 0).sentence().contains("choose bfloat16"),
                converted::toString);
    }

    @Test
    void storedFloat16IsMappedForFloat16(@TempDir Path folder) throws Exception {
        new SyntheticCheckpoint(Shape.named("small").orElseThrow(), ElementType.F16).write(folder, 1, written -> {});
        Checkpoint checkpoint = Checkpoint.open(folder);
        ModelOptions float16 = ModelOptions.defaults().withPrecision(Precision.FLOAT16);
        MemoryEstimate mapped = MemoryEstimate.of(checkpoint, float16);
        assertEquals(checkpoint.bytes(), mapped.mapped());
        assertTrue(
                mapped.against(device -> OptionalLong.of(1), 0)
                        .sentence()
                        .endsWith(" Close other programs, or take a smaller model."),
                "no other format takes less: " + mapped);
        assertEquals(0, MemoryEstimate.of(checkpoint, BFLOAT16).mapped());
    }

    @Test
    void thePublishedModelNeedsItsFileAndLessThanTwoGigabytes() {
        MemoryEstimate estimate = MemoryEstimate.of(published("11b"), BFLOAT16, PUBLISHED_11B, 0);
        assertTrue(estimate.needed() < 2_000_000_000L, estimate::toString);
        assertTrue(estimate.needed() > 800_000_000L, estimate::toString);
    }

    @Test
    void progressIsToldInMegabytesBelowOneGigabyte() {
        assertEquals("64 MB of 128 MB", MemoryEstimate.progress(64_000_000, 128_000_000));
        assertEquals("999 MB of 1.0 GB", MemoryEstimate.progress(999_499_999, 999_500_000));
    }

    @Test
    void whatDoesNotFitIsRefusedOnTheCpuInOneSentence() {
        MemoryEstimate inFloat32 = MemoryEstimate.of(published("11b"), ModelOptions.defaults(), 0, 2 * PUBLISHED_11B);
        MemoryVerdict verdict = inFloat32.against(device -> OptionalLong.of(32_000_000_000L), 0);
        assertEquals(Level.REFUSED, verdict.level());
        MemoryException e = assertThrows(MemoryException.class, verdict::require);
        assertTrue(
                String.valueOf(e.getMessage())
                        .matches(
                                "This model does not fit into memory: about 4\\d\\.\\d GB of memory needed, 32.0 GB free."
                                        + " Close other programs, choose bfloat16, or take a smaller model."),
                e::toString);
    }

    @Test
    void mappedWeightsThatDoNotFitAreSlowAndNotRefused() throws Exception {
        MemoryEstimate mapped = MemoryEstimate.of(published("11b"), BFLOAT16, PUBLISHED_11B, 0);
        MemoryVerdict verdict = mapped.against(device -> OptionalLong.of(12_000_000_000L), 0);
        assertEquals(Level.SLOW, verdict.level());
        verdict.require();
        assertTrue(verdict.sentence().contains("21.3 GB"), verdict::sentence);
        assertEquals(
                Level.FITS,
                mapped.against(device -> OptionalLong.of(24_000_000_000L), 0).level());
        assertEquals(
                Level.FITS,
                mapped.against(device -> OptionalLong.of(12_000_000_000L), 12_000_000_000L)
                        .level(),
                "what another model gives back counts");
    }

    @Test
    void whatTheModelBeforeHoldsCountsOnlyWhereThereIsNoRoomForBoth() {
        MemoryEstimate held = MemoryEstimate.of(published("11b"), ON_GPU, 0, PUBLISHED_11B);
        MemoryEstimate onCpu = MemoryEstimate.of(published("11b"), BFLOAT16, PUBLISHED_11B, 0);
        FreeMemory little = device -> OptionalLong.of(1_000_000_000L);
        assertEquals(Level.FITS, held.inPlaceOf(held, little).level());
        assertEquals(Level.TIGHT, held.inPlaceOf(onCpu, little).level(), "another device gives nothing back");
        assertTrue(
                held.inPlaceOf(held, device -> OptionalLong.of(60_000_000_000L))
                        .sentence()
                        .endsWith(" 60.0 GB free."),
                "there is room for both");
    }

    @Test
    void aGpuThatMayBeTooSmallIsAWarning() throws Exception {
        MemoryEstimate onGpu = MemoryEstimate.of(published("11b"), ON_GPU, 0, PUBLISHED_11B);
        MemoryVerdict verdict =
                onGpu.against(device -> device.isCpu() ? OptionalLong.empty() : OptionalLong.of(16_000_000_000L), 0);
        assertEquals(Level.TIGHT, verdict.level());
        verdict.require();
        assertEquals(
                Level.FITS,
                onGpu.against(device -> OptionalLong.of(25_000_000_000L), 0).level());
        MemoryVerdict unknown = onGpu.against(device -> OptionalLong.empty(), 0);
        assertEquals(Level.UNKNOWN, unknown.level());
        assertTrue(unknown.sentence().endsWith("; GPU 0 does not tell what is free, or is not there."));
    }
}
