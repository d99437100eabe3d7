package trimscope.core.model;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.checkpoint.CheckpointException;
import trimscope.core.checkpoint.TensorEntry;
import trimscope.core.demo.EmbeddedModel;
import trimscope.core.text.Tokenizer;

/** A copy of the embedded model in which some numbers are others; all are bfloat16. */
public final class AlteredModel {
    /** A word whose embedding alone can be spoiled, so that a model works until it is asked about it. */
    public static final String WORD = "cactus";

    private static final String EMBEDDING = "language_model.embed_tokens.weight";
    private static final String NORM = "language_model.layers.0.input_layernorm.weight";

    private final Path folder;
    private final Checkpoint checkpoint;

    /** @param folder where the copy is made */
    public AlteredModel(Path folder) throws IOException, CheckpointException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(EmbeddedModel.folder())) {
            for (Path file : files) {
                Files.copy(file, folder.resolve(file.getFileName().toString()));
            }
        }
        this.folder = folder;
        this.checkpoint = Checkpoint.open(folder);
    }

    public Checkpoint checkpoint() {
        return checkpoint;
    }

    /** All numbers of a tensor. */
    public AlteredModel fill(String tensor, float value) throws IOException {
        return set(tensor, value, LongStream.range(0, checkpoint.tensor(tensor).elements()));
    }

    /** One number of a tensor. */
    public AlteredModel set(String tensor, float value, long place) throws IOException {
        return set(tensor, value, LongStream.of(place));
    }

    /** Only rows of {@link #WORD} have a first number, and the first norm lifts it above 65504; each weight is below. */
    public AlteredModel overflowAtWord() throws IOException, CheckpointException {
        set(NORM, 65_280, 0);
        int rows = Math.toIntExact(checkpoint.tensor(EMBEDDING).shape().get(0));
        set(EMBEDDING, 0, LongStream.range(0, rows).map(this::inEmbedding));
        return atWord(1);
    }

    /** The word's embedding holds NaN. */
    public AlteredModel nanAtWord() throws IOException, CheckpointException {
        return atWord(Float.NaN);
    }

    private AlteredModel atWord(float value) throws IOException, CheckpointException {
        try (Tokenizer tokenizer = Tokenizer.open(folder)) {
            int[] ids = tokenizer.encode(" " + WORD);
            return set(EMBEDDING, value, inEmbedding(ids[ids.length - 1]));
        }
    }

    private long inEmbedding(long row) {
        return row * checkpoint.config().text().hiddenSize();
    }

    private AlteredModel set(String tensor, float value, LongStream places) throws IOException {
        TensorEntry entry = checkpoint.tensor(tensor);
        int bits = Float.floatToRawIntBits(value) >>> 16;
        try (RandomAccessFile file = new RandomAccessFile(entry.file().toFile(), "rw")) {
            for (long place : places.toArray()) {
                file.seek(entry.offset() + 2 * place);
                file.write(bits);
                file.write(bits >>> 8);
            }
        }
        return this;
    }
}
