package trimscope.core.synthetic;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import trimscope.core.checkpoint.ElementType;

/**
 * A folder with random weights in the layout of the published ones: shards, their index, the three JSON documents, and the embedded
 * model's tokenizer. Weights are made and written a megabyte at a time.
 */
public final class SyntheticCheckpoint {
    private final Shape shape;
    private final ElementType type;
    private final ShardPlan plan;

    /** @param type number format of the weights */
    public SyntheticCheckpoint(Shape shape, ElementType type) {
        this.shape = shape;
        this.type = type;
        this.plan = ShardPlan.of(shape.config().tensorShapes(), type, shape.shardBytes());
    }

    /** Bytes of all weights. */
    public long bytes() {
        return plan.bytes();
    }

    /** Number of files that hold weights. */
    public int shards() {
        return plan.shards().size();
    }

    /**
     * Writes the folder; takes back what it wrote if it cannot be completed.
     *
     * @param folder is made; an existing one must be empty
     * @param seed the same seed gives the same weights
     * @param progress told the bytes of weights written so far, after each tensor
     * @throws IOException if something is in the folder already, or it cannot be written
     */
    public void write(Path folder, long seed, LongConsumer progress) throws IOException {
        Files.createDirectories(folder);
        requireEmpty(folder);
        List<Path> written = new ArrayList<>();
        try {
            writeWeights(folder, seed, progress, written);
            ConfigDocuments documents = new ConfigDocuments(shape.config(), type);
            writeText(folder.resolve("model.safetensors.index.json"), json(plan.index()), written);
            writeText(folder.resolve("preprocessor_config.json"), json(documents.preprocessor()), written);
            writeText(folder.resolve("generation_config.json"), json(documents.generation()), written);
            writeText(folder.resolve("tokenizer.json"), BorrowedTokenizer.text(shape), written);
            // Last, because a folder without it is no model.
            writeText(folder.resolve("config.json"), json(documents.model()), written);
        } catch (IOException | RuntimeException e) {
            for (Path file : written) {
                Files.deleteIfExists(file);
            }
            throw e;
        }
    }

    private void writeWeights(Path folder, long seed, LongConsumer progress, List<Path> written) throws IOException {
        long bytes = 0;
        for (int shard = 0; shard < plan.shards().size(); shard++) {
            Path file = folder.resolve(plan.fileName(shard));
            written.add(file);
            try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                byte[] header = plan.header(shard);
                ByteBuffer start = ByteBuffer.allocate(Long.BYTES + header.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(header.length)
                        .put(header)
                        .flip();
                while (start.hasRemaining()) {
                    out.write(start);
                }
                RandomNumbers numbers = new RandomNumbers(out, type, seed);
                for (ShardPlan.Tensor tensor : plan.shards().get(shard)) {
                    numbers.write(tensor);
                    bytes += tensor.elements() * type.bytes();
                    progress.accept(bytes);
                }
            }
        }
    }

    private static void requireEmpty(Path folder) throws IOException {
        try (var entries = Files.newDirectoryStream(folder)) {
            if (entries.iterator().hasNext()) {
                throw new FileAlreadyExistsException(folder.toString(), null, "is not empty; name a new folder");
            }
        }
    }

    private static void writeText(Path file, String text, List<Path> written) throws IOException {
        written.add(file);
        Files.writeString(file, text);
    }

    private static String json(JsonObject document) {
        return new GsonBuilder().setPrettyPrinting().create().toJson(document) + "\n";
    }
}
