package trimscope.core.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Good folders in every published form. */
class CheckpointTest {
    private static final List<Double> MEAN = List.of(0.48145466, 0.4578275, 0.40821073);
    private static final List<Double> STD = List.of(0.26862954, 0.26130258, 0.27577711);

    @Test
    void olderDialectGivesEveryHyperParameter() throws Exception {
        Checkpoint tiny = Checkpoint.open(TinyFolder.reference("tiny-a"));
        TextConfig text = new TextConfig(
                32,
                6,
                List.of(1, 4),
                4,
                2,
                64,
                1e-5,
                new RopeConfig(10_000, Optional.empty()),
                512,
                96,
                88,
                95,
                List.of(86, 87, 91));
        VisionConfig vision = new VisionConfig(24, 4, 2, 2, 48, 1e-5, 28, 7, 4, List.of(0, 1, 3));
        assertEquals(new MllamaConfig(text, vision, 96), tiny.config());
        assertEquals(new PreprocessorConfig(28, 4, MEAN, STD, 0.00392156862745098), tiny.preprocessor());
        assertEquals(new GenerationConfig(List.of(86, 87, 91)), tiny.generation());
    }

    @Test
    void newerDialectGivesEveryHyperParameter() throws Exception {
        Checkpoint tiny = Checkpoint.open(TinyFolder.reference("tiny-b"));
        RopeConfig rope = new RopeConfig(500, Optional.of(new Llama3Scaling(4, 1, 4, 32)));
        TextConfig text =
                new TextConfig(48, 6, List.of(1, 3, 5), 6, 2, 48, 1e-3, rope, 256, 72, 64, 71, List.of(62, 63, 67));
        VisionConfig vision = new VisionConfig(24, 5, 2, 4, 40, 1e-2, 21, 7, 6, List.of(1, 2, 4));
        assertEquals(new MllamaConfig(text, vision, 72), tiny.config());
        assertEquals(new PreprocessorConfig(21, 6, MEAN, STD, 0.00392156862745098), tiny.preprocessor());
        assertEquals(new GenerationConfig(List.of(62, 63, 67)), tiny.generation());
    }

    @Test
    void sizesFollowFromTheHyperParameters() throws Exception {
        MllamaConfig config = Checkpoint.open(TinyFolder.reference("tiny-b")).config();
        assertEquals(8, config.text().headSize());
        assertEquals(80, config.text().embeddingRows());
        assertEquals(List.of(false, true, false, true, false, true), crossLayers(config.text()));
        assertEquals(6, config.vision().headSize());
        assertEquals(3, config.vision().grid());
        assertEquals(10, config.vision().tokensPerTile());
        assertEquals(16, config.vision().paddedTokensPerTile());
        assertEquals(96, config.vision().outputSize());
        assertEquals(14, config.vision().aspectRatioIds());
    }

    private static List<Boolean> crossLayers(TextConfig text) {
        return IntStream.range(0, text.layers()).mapToObj(text::isCross).toList();
    }

    @Test
    void oneFileOfFloat32() throws Exception {
        Path folder = TinyFolder.reference("tiny-a");
        Checkpoint tiny = Checkpoint.open(folder);
        assertEquals(folder, tiny.folder());
        assertEquals(156, tiny.tensors().size());
        assertEquals(114_387, tiny.parameters());
        assertEquals(457_548, tiny.bytes());
        assertEquals(ElementType.F32, tiny.elementType());
        // 8 bytes of length and 18320 of header; the offset in the header is 248464.
        TensorEntry norm = tiny.tensor("language_model.norm.weight");
        assertEquals(
                new TensorEntry(
                        "language_model.norm.weight",
                        folder.resolve("model.safetensors"),
                        8 + 18_320 + 248_464,
                        ElementType.F32,
                        List.of(32L)),
                norm);
        assertEquals(128, norm.bytes());
    }

    @Test
    void shardsWithNewerNamesHoldTheSameModel(@TempDir Path folder) throws Exception {
        Checkpoint single = Checkpoint.open(TinyFolder.reference("tiny-b"));
        Checkpoint shards = Checkpoint.open(TinyFolder.sharded(folder).path());
        assertEquals(ElementType.BF16, shards.elementType());
        assertEquals(single.parameters(), shards.parameters());
        assertEquals(302_938, shards.bytes());
        assertEquals(names(single), names(shards));
        assertEquals(
                2, shards.tensors().stream().map(TensorEntry::file).distinct().count());
        for (String name : names(single)) {
            // bfloat16 keeps 8 significant bits, so rounding moves a number by at most its 256th part.
            float exact = first(single.tensor(name));
            assertEquals(exact, first(shards.tensor(name)), Math.abs(exact) / 256, name);
        }
    }

    private static List<String> names(Checkpoint checkpoint) {
        return checkpoint.tensors().stream().map(TensorEntry::name).toList();
    }

    private static float first(TensorEntry entry) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(entry.file())).order(ByteOrder.LITTLE_ENDIAN);
        int at = (int) entry.offset();
        return entry.type() == ElementType.F32 ? file.getFloat(at) : Float.intBitsToFloat(file.getShort(at) << 16);
    }

    @Test
    void halfPrecisionIsAcceptedTensorByTensor(@TempDir Path folder) throws Exception {
        TinyFolder tiny = TinyFolder.sharded(folder);
        for (String shard : List.of(TinyFolder.FIRST_SHARD, TinyFolder.SECOND_SHARD)) {
            tiny.header(shard, header -> header.replace("BF16", "F16"));
        }
        tiny.header(TinyFolder.SECOND_SHARD, header -> header.replaceFirst("\"F16\"", "\"BF16\""));
        assertEquals(ElementType.F16, Checkpoint.open(folder).elementType());
    }

    @Test
    void processorConfigStandsInForPreprocessorConfig(@TempDir Path folder) throws Exception {
        TinyFolder tiny = TinyFolder.single(folder);
        PreprocessorConfig before = Checkpoint.open(folder).preprocessor();
        String image = Files.readString(tiny.file("preprocessor_config.json"));
        tiny.delete("preprocessor_config.json");
        tiny.write("processor_config.json", "{\"image_processor\": " + image + ", \"processor_class\": \"x\"}");
        assertEquals(before, Checkpoint.open(folder).preprocessor());
    }

    @Test
    void stopTokensComeFromGenerationConfigElseFromConfig(@TempDir Path folder) throws Exception {
        TinyFolder tiny = TinyFolder.single(folder);
        tiny.set("generation_config.json", "eos_token_id", "7");
        assertEquals(List.of(7), Checkpoint.open(folder).generation().eosTokenIds());
        tiny.set("generation_config.json", "eos_token_id", "null");
        assertEquals(List.of(86, 87, 91), Checkpoint.open(folder).generation().eosTokenIds());
        tiny.delete("generation_config.json");
        assertEquals(List.of(86, 87, 91), Checkpoint.open(folder).generation().eosTokenIds());
    }

    @Test
    void unknownKeysOfConfigsAndANullQuantizationAreIgnored(@TempDir Path folder) throws Exception {
        TinyFolder tiny = TinyFolder.single(folder);
        tiny.set("config.json", "quantization_config", "null");
        tiny.set("config.json", "text_config.of_tomorrow", "[{}]");
        tiny.set("preprocessor_config.json", "data_format", "\"channels_first\"");
        assertEquals(114_387, Checkpoint.open(folder).parameters());
    }

    @Test
    void headerMayBePaddedAndTotalSizeMayBeMissing(@TempDir Path folder) throws Exception {
        TinyFolder tiny = TinyFolder.sharded(folder);
        tiny.header(TinyFolder.FIRST_SHARD, header -> header + "     ");
        tiny.set(TinyFolder.INDEX, "metadata", "absent");
        assertEquals(302_938, Checkpoint.open(folder).bytes());
    }

    @Test
    void aNameOutsideTheConfigurationIsTheCallersMistake() throws Exception {
        Checkpoint tiny = Checkpoint.open(TinyFolder.reference("tiny-a"));
        assertThrows(IllegalArgumentException.class, () -> tiny.tensor("language_model.model.norm.weight"));
    }
}
