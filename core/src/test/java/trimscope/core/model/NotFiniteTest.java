package trimscope.core.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import trimscope.core.checkpoint.CheckpointException;
import trimscope.core.demo.SampleGallery;
import trimscope.core.device.ComputeDevice;
import trimscope.core.image.TiledImage;
import trimscope.core.model.ModelOptions.Precision;

/** Weights and activations that a format cannot hold, or that nothing can: one sentence wherever a number is read. */
class NotFiniteTest {
    private static final String DOWN = "language_model.layers.0.mlp.down_proj.weight";
    private static final String NORM = "language_model.layers.0.post_attention_layernorm.weight";
    private static final String FILE = "model.safetensors";

    @TempDir
    private Path folder;

    private AlteredModel altered;

    @BeforeEach
    void copy() throws Exception {
        altered = new AlteredModel(folder);
    }

    private Mllama load(Precision precision) throws CheckpointException {
        return Mllama.load(altered.checkpoint(), ModelOptions.defaults().withPrecision(precision), new Cancellation());
    }

    private static DecoderRun prefill(Mllama model, VisualTokens visual, Selection selection) {
        int[] ids = {1, model.config().imageTokenId(), 5, 6};
        return model.prefill(ids, Optional.of(visual), selection, 8, new Cancellation());
    }

    private VisualTokens encode(Mllama model) {
        TiledImage picture = TiledImage.of(
                SampleGallery.samples().get(0).picture(),
                altered.checkpoint().preprocessor(),
                model.config().vision().patchSize());
        return model.encode(List.of(picture), new Cancellation());
    }

    @ParameterizedTest
    @CsvSource({
        "-131072, 'at most 65504 in magnitude for float16 (bfloat16 and float32 can hold it), found 131072.0'",
        "NaN, 'finite, found NaN'",
        "-Infinity, 'finite, found Infinity'"
    })
    void aWeightThatFloat16CannotHoldIsRefusedAndNothingIsLeft(float weight, String words) throws Exception {
        altered.set(DOWN, weight, 700);
        ModelOptions options = ModelOptions.defaults().withPrecision(Precision.FLOAT16);
        try (Kernels kernels = Kernels.load(ComputeDevice.CPU, 1)) {
            int before = kernels.arrays().size();
            CheckpointException e = assertThrows(
                    CheckpointException.class,
                    () -> Weights.load(kernels, altered.checkpoint(), options, LoadProgress.NONE, new Cancellation()));
            assertEquals(folder.resolve(FILE) + ": tensor \"" + DOWN + "\" must be " + words, e.getMessage());
            assertEquals(before, kernels.arrays().size());
        }
    }

    @Test
    void theLargestWeightsOfFloat16Load() throws Exception {
        altered.set(DOWN, -65_280, 0);
        load(Precision.FLOAT16).close();
    }

    /** Packing for float32 products would make a number of it. */
    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void aDamagedWeightOfALinearLayerIsNoticedInFloat32(float weight) throws Exception {
        altered.set(DOWN, weight, 0);
        assertEveryReadingFails(Precision.FLOAT32, "The model's numbers are not finite: its weights may be damaged.");
    }

    @ParameterizedTest
    @EnumSource(names = {"FLOAT32", "BFLOAT16"})
    void aDamagedWeightOfANormIsNoticed(Precision precision) throws Exception {
        altered.set(NORM, Float.NaN, 3);
        assertEveryReadingFails(precision, "The model's numbers are not finite: its weights may be damaged.");
    }

    @Test
    void activationsBeyondFloat16AreNoticedAndOnlyThere() throws Exception {
        altered.fill(NORM, 60_000);
        assertEveryReadingFails(
                Precision.FLOAT16,
                "The model's activations left float16's range (65504): load it in bfloat16 or float32.");
        for (Precision wide : List.of(Precision.FLOAT32, Precision.BFLOAT16)) {
            try (Mllama model = load(wide);
                    VisualTokens visual = encode(model);
                    DecoderRun run = prefill(model, visual, Selection.atRatio(0.5, false, false))) {
                assertTrue(run.choose(0, 0, 1, 0).probability() > 0);
            }
        }
    }

    private void assertEveryReadingFails(Precision precision, String sentence) throws Exception {
        try (Mllama model = load(precision);
                VisualTokens visual = encode(model)) {
            assertFails(sentence, () -> prefill(model, visual, Selection.atRatio(0.5, false, false)));
            // The picture's keys and values are there by now, and stay.
            int before = model.kernels().arrays().size();
            assertFails(sentence, () -> prefill(model, visual, Selection.atRatio(0.5, false, false)));
            assertEquals(before, model.kernels().arrays().size(), "a prefill that fails leaves nothing");
            try (DecoderRun run = prefill(model, visual, Selection.NONE);
                    DecodeBatch batch = DecodeBatch.of(List.of(run, run), 2)) {
                assertFails(sentence, () -> run.choose(0, 0, 1, 0));
                assertFails(sentence, () -> run.choose(0.7, 0, 1, 0.5));
                assertFails(sentence, () -> run.choose(0.7, 5, 0.9, 0.99));
                assertFails(sentence, run::logits);
                assertFails(sentence, run::scores);
                assertFails(sentence, () -> run.turnScores(visual));
                assertFails(sentence, () -> run.attention(1, List.of(3), RowAggregation.SUM));
                assertFails(sentence, () -> run.fullAttention(0, List.of(3), visual, RowAggregation.MAX));
                assertFails(sentence, batch::likeliest);
                assertFails(sentence, batch::logits);
                run.feed(7);
                assertFails(sentence, () -> run.choose(0, 0, 1, 0));
            }
        }
    }

    private static void assertFails(String sentence, Executable reading) {
        assertEquals(sentence, assertThrows(NotFiniteException.class, reading).getMessage());
    }
}
