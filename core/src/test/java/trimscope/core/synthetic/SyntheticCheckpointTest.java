package trimscope.core.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import trimscope.core.chat.AnswerSettings;
import trimscope.core.chat.ChatModel;
import trimscope.core.chat.ChatSession;
import trimscope.core.chat.Generation;
import trimscope.core.chat.Sampling;
import trimscope.core.chat.Trimming;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.checkpoint.ElementType;
import trimscope.core.demo.SampleGallery;
import trimscope.core.model.Cancellation;
import trimscope.core.model.ModelOptions;
import trimscope.core.model.ModelOptions.Precision;
import trimscope.core.text.ChatLayout;
import trimscope.core.text.Tokenizer;

class SyntheticCheckpointTest {
    private static final Shape SMALL = Shape.named("small").orElseThrow();

    @TempDir
    Path folder;

    /** The counts are those of the published models (specification section 1.1). */
    @ParameterizedTest
    @CsvSource({"11b, 10670220835, 906, 5", "90b, 88593355323, 1494, 37"})
    void publishedShapesHaveThePublishedSizes(String name, long parameters, int tensors, int shards) {
        Shape shape = Shape.named(name).orElseThrow();
        SyntheticCheckpoint checkpoint = new SyntheticCheckpoint(shape, ElementType.BF16);
        assertEquals(2 * parameters, checkpoint.bytes());
        assertEquals(shards, checkpoint.shards());
        assertEquals(tensors, shape.config().tensorShapes().size());
    }

    @ParameterizedTest
    @EnumSource
    void aFolderOpensAsWhatItWasMadeFrom(ElementType type) throws Exception {
        SyntheticCheckpoint made = new SyntheticCheckpoint(SMALL, type);
        List<Long> progress = new ArrayList<>();
        made.write(folder, 1, progress::add);
        Checkpoint opened = Checkpoint.open(folder);
        assertEquals(SMALL.config(), opened.config());
        assertEquals(type, opened.elementType());
        assertEquals(made.bytes(), opened.bytes());
        assertEquals(made.bytes(), progress.get(progress.size() - 1));
        assertTrue(made.shards() > 1);
        assertEquals(SMALL.config().text().eosTokenIds(), opened.generation().eosTokenIds());
        assertTrue(opened.tensors().stream().allMatch(tensor -> tensor.offset() % type.bytes() == 0), "can be mapped");
    }

    @Test
    void answersInEveryPrecisionFullAndTrimmed() throws Exception {
        new SyntheticCheckpoint(SMALL, ElementType.BF16).write(folder, 2, written -> {});
        for (Precision precision : Precision.values()) {
            ModelOptions options = ModelOptions.defaults().withPrecision(precision);
            try (ChatModel model = ChatModel.load(folder, options, new Cancellation());
                    ChatSession session =
                            model.open(SampleGallery.samples().get(0).picture(), new Cancellation())) {
                for (double ratio : new double[] {1, 0.1}) {
                    AnswerSettings settings = new AnswerSettings(Trimming.atRatio(ratio), Sampling.GREEDY, 8, true);
                    try (Generation answer = session.ask(List.of(), "What is this?", settings, new Cancellation())) {
                        answer.forEachRemaining(step -> assertTrue(
                                step.probability() > 0 && step.probability() < 1, "finite: " + step.probability()));
                        assertFalse(answer.tokens().isEmpty());
                    }
                }
            }
        }
    }

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        String shard = "model-00001-of-00003.safetensors";
        List<byte[]> files = new ArrayList<>();
        for (long seed : new long[] {3, 3, 4}) {
            Path own = folder.resolve("n" + files.size());
            new SyntheticCheckpoint(SMALL, ElementType.BF16).write(own, seed, written -> {});
            files.add(Files.readAllBytes(own.resolve(shard)));
        }
        assertArrayEquals(files.get(0), files.get(1));
        assertFalse(Arrays.equals(files.get(0), files.get(2)));
    }

    @Test
    void whatIsThereIsNotOverwritten() throws IOException {
        Path file = Files.writeString(folder.resolve("config.json"), "mine");
        SyntheticCheckpoint checkpoint = new SyntheticCheckpoint(SMALL, ElementType.BF16);
        assertThrows(FileAlreadyExistsException.class, () -> checkpoint.write(folder, 0, written -> {}));
        assertEquals("mine", Files.readString(file));
    }

    @Test
    void aFolderThatCannotBeCompletedIsTakenBack() throws IOException {
        SyntheticCheckpoint checkpoint = new SyntheticCheckpoint(SMALL, ElementType.BF16);
        assertThrows(
                IllegalStateException.class,
                () -> checkpoint.write(folder, 0, written -> {
                    throw new IllegalStateException("as if the disk were full");
                }));
        try (var left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void specialTokensHaveThePublishedIds() throws Exception {
        Shape shape = Shape.named("11b").orElseThrow();
        Files.writeString(folder.resolve("tokenizer.json"), BorrowedTokenizer.text(shape));
        try (Tokenizer tokenizer = Tokenizer.open(folder)) {
            int[] prompt = new ChatLayout(tokenizer).prompt(List.of(), "What is this?");
            assertEquals(shape.config().text().bosTokenId(), prompt[0]);
            assertTrue(Arrays.stream(prompt).anyMatch(id -> id == shape.config().imageTokenId()));
            assertEquals("<token 5000>", tokenizer.piece(5000));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0x0000", "1, 0x3f80", "-2.5, 0xc020", "0.2, 0x3e4d"})
    void bfloat16RoundsToNearest(float value, String bits) {
        assertEquals(Integer.decode(bits), RandomNumbers.bfloat16(value) & 0xffff);
    }

    /** Halves of the last step go to the even one, numbers below 2^-14 have fewer bits, and rounding may reach the next power of two. */
    @ParameterizedTest
    @CsvSource({
        "0, 0x0000",
        "1, 0x3c00",
        "-2.5, 0xc100",
        "0.1, 0x2e66",
        "1.00048828125, 0x3c00",
        "1.00146484375, 0x3c02",
        "0.99999, 0x3c00",
        "6.1e-5, 0x03ff",
        "-5.9604645e-8, 0x8001",
        "2e-8, 0x0000",
        "65504, 0x7bff"
    })
    void float16RoundsToNearest(float value, String bits) {
        assertEquals(Integer.decode(bits), RandomNumbers.float16(value) & 0xffff);
    }

    @Test
    void aCutKeepsTheWidths() {
        Shape whole = Shape.named("11b").orElseThrow();
        Shape cut = whole.cut(10, 8);
        assertEquals(List.of(3, 8), cut.config().text().crossLayers());
        assertEquals(List.of(0, 1, 3, 5, 7), cut.config().vision().intermediateLayers());
        assertEquals(whole.config().vision().outputSize(), cut.config().vision().outputSize());
        assertThrows(IllegalArgumentException.class, () -> whole.cut(8, 8));
        assertThrows(IllegalArgumentException.class, () -> whole.cut(10, 33));
    }
}
