package trimscope.app.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import trimscope.core.chat.AnswerSettings;
import trimscope.core.chat.Trimming;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.checkpoint.TensorEntry;
import trimscope.core.demo.EmbeddedModel;
import trimscope.core.device.ComputeDevice;
import trimscope.core.model.ModelOptions.Precision;
import trimscope.core.text.Tokenizer;

/** Numbers that float16 cannot hold end one answer, or one loading, in a sentence. */
class NotFiniteTest extends WorkerTest {
    private static final String WORD = "cactus";

    @TempDir
    private Path folder;

    private Checkpoint checkpoint;

    @BeforeEach
    void copy() throws Exception {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(EmbeddedModel.folder())) {
            for (Path file : files) {
                Files.copy(file, folder.resolve(file.getFileName().toString()));
            }
        }
        checkpoint = Checkpoint.open(folder);
    }

    private void loadCopyInFloat16() {
        worker.load(new ModelChoice("copy", () -> folder, Optional.of(Precision.FLOAT16), ComputeDevice.CPU));
        inference.runAll();
    }

    /** Another number in a tensor of bfloat16. */
    private void set(String tensor, long place, float value) throws IOException {
        TensorEntry entry = checkpoint.tensor(tensor);
        try (RandomAccessFile file = new RandomAccessFile(entry.file().toFile(), "rw")) {
            file.seek(entry.offset() + 2 * place);
            int bits = Float.floatToRawIntBits(value) >>> 16;
            file.write(bits);
            file.write(bits >>> 8);
        }
    }

    /** Only the word's row has a first number, and the first norm lifts it above 65504. */
    private void overflowAtTheWord() throws Exception {
        String embedding = "language_model.embed_tokens.weight";
        List<Long> shape = checkpoint.tensor(embedding).shape();
        set("language_model.layers.0.input_layernorm.weight", 0, 65_280);
        int word;
        try (Tokenizer tokenizer = Tokenizer.open(folder)) {
            int[] ids = tokenizer.encode(" " + WORD);
            word = ids[ids.length - 1];
        }
        for (int row = 0; row < shape.get(0); row++) {
            set(embedding, row * shape.get(1), row == word ? 1 : 0);
        }
    }

    private Question about(int run, String text) {
        return new Question(
                new RunId(run), PICTURE, List.of(), Optional.empty(), text, AnswerSettings.greedy(Trimming.none()));
    }

    @Test
    void anOverflowFailsTheAnswerAloneAndTheNextOneIsGiven() throws Exception {
        overflowAtTheWord();
        loadCopyInFloat16();
        assertEquals(2, all(InferenceEvent.ModelLoaded.class).size());
        worker.ask(about(1, "Is there a " + WORD + "?"));
        inference.runAll();
        List<InferenceEvent.RunFailed> failed = all(InferenceEvent.RunFailed.class);
        assertEquals(
                List.of(new RunId(1)),
                failed.stream().map(InferenceEvent.RunFailed::run).toList());
        String sentence = "The model's activations left float16's range (65504): load it in bfloat16 or float32.";
        assertEquals(sentence, failed.get(0).sentence());
        InferenceEvent.Explained explained = all(InferenceEvent.Explained.class).get(0);
        assertFalse(explained.details().contains("\tat "), explained.details());

        worker.ask(about(2, "What is this?"));
        inference.runAll();
        assertEquals(List.of(new RunId(2)), finished());
    }

    @Test
    void aWeightBeyondFloat16LeavesTheModelBefore() throws Exception {
        set("language_model.norm.weight", 1, 65_536);
        loadCopyInFloat16();
        String sentence = all(InferenceEvent.Failed.class).get(0).sentence();
        assertTrue(sentence.contains("must be at most 65504 in magnitude for float16"), sentence);
        worker.ask(question(1, 1));
        inference.runAll();
        assertEquals(1, all(InferenceEvent.Finished.class).size());
    }
}
