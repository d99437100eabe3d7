package trimscope.core.checkpoint;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** A good tiny checkpoint in a folder of its own, and ways to spoil it. */
final class TinyFolder {
    static final String WEIGHTS = "model.safetensors";
    static final String INDEX = "model.safetensors.index.json";
    static final String FIRST_SHARD = "model-00001-of-00002.safetensors";
    static final String SECOND_SHARD = "model-00002-of-00002.safetensors";
    private static final List<String> CONFIGS =
            List.of("config.json", "generation_config.json", "preprocessor_config.json");

    private final Path folder;

    private TinyFolder(Path folder) {
        this.folder = folder;
    }

    /** A copy of the reference set tiny-a: published names, one file of float32. */
    static TinyFolder single(Path folder) throws IOException {
        TinyFolder tiny = new TinyFolder(folder);
        tiny.copy("tiny-a", CONFIGS);
        tiny.copy("tiny-a", List.of(WEIGHTS));
        return tiny;
    }

    /** The reference set tiny-b in its other form: newer names, two shards of bfloat16. */
    static TinyFolder sharded(Path folder) throws IOException {
        TinyFolder tiny = new TinyFolder(folder);
        tiny.copy("tiny-b", CONFIGS);
        tiny.copy("tiny-b/alt-names", List.of(INDEX, FIRST_SHARD, SECOND_SHARD));
        return tiny;
    }

    /** Whatever lies there. */
    static TinyFolder at(Path folder) {
        return new TinyFolder(folder);
    }

    /** A folder or file of the reference sets among the test resources. */
    static Path reference(String name) {
        URL url = Objects.requireNonNull(TinyFolder.class.getResource("/reference/" + name), name);
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void copy(String set, List<String> names) throws IOException {
        for (String name : names) {
            Files.copy(reference(set).resolve(name), folder.resolve(name));
        }
    }

    Path path() {
        return folder;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(file(name));
    }

    void write(String name, byte[] bytes) throws IOException {
        Files.write(file(name), bytes);
    }

    void write(String name, String text) throws IOException {
        Files.writeString(file(name), text);
    }

    void delete(String name) throws IOException {
        Files.delete(file(name));
    }

    /** Replaces text of a file that must occur in it. */
    void replace(String name, String old, String replacement) throws IOException {
        String text = Files.readString(file(name));
        assertTrue(text.contains(old), () -> name + " lacks " + old);
        write(name, text.replace(old, replacement));
    }

    /** Sets the member at a path such as {@code text_config.hidden_size}; the word {@code absent} removes it. */
    void set(String name, String path, String json) throws IOException {
        write(name, withMember(Files.readString(file(name)), List.of(path.split("\\.")), json));
    }

    /** Rewrites the header of a safetensors file and leaves its data alone. */
    void header(String name, UnaryOperator<String> change) throws IOException {
        byte[] all = bytes(name);
        int end = 8 + (int) ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).getLong();
        String header = new String(all, 8, end - 8, StandardCharsets.UTF_8).strip();
        byte[] changed = change.apply(header).getBytes(StandardCharsets.UTF_8);
        write(name, safetensors(changed.length, changed, Arrays.copyOfRange(all, end, all.length)));
    }

    /** Sets one member of a tensor's entry in a header; the word {@code absent} removes it. */
    void tensor(String name, String tensor, String member, String json) throws IOException {
        header(name, text -> withMember(text, List.of(tensor, member), json));
    }

    /** A file with the claimed header length, whatever the header's true one. */
    static byte[] safetensors(long claimedLength, byte[] header, byte[] data) {
        return ByteBuffer.allocate(8 + header.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(claimedLength)
                .put(header)
                .put(data)
                .array();
    }

    private static String withMember(String text, List<String> path, String json) {
        JsonObject root = JsonParser.parseString(text).getAsJsonObject();
        JsonObject parent = root;
        for (String key : path.subList(0, path.size() - 1)) {
            parent = parent.getAsJsonObject(key);
        }
        String last = path.get(path.size() - 1);
        if (json.equals("absent")) {
            JsonElement removed = parent.remove(last);
            Objects.requireNonNull(removed, () -> "there was no " + path);
        } else {
            parent.add(last, JsonParser.parseString(json));
        }
        return root.toString();
    }

    /** Opening must fail with one line that holds all of these texts. */
    void assertRefused(String... texts) {
        CheckpointException refusal = assertThrows(CheckpointException.class, () -> Checkpoint.open(folder));
        assertOneSentence(refusal);
        for (String text : texts) {
            assertTrue(
                    String.valueOf(refusal.getMessage()).contains(text),
                    () -> "no <" + text + "> in: " + refusal.getMessage());
        }
    }

    /** Opening must succeed, or fail with one line. */
    void assertRefusedOrOpened() {
        try {
            Checkpoint.open(folder);
        } catch (CheckpointException refusal) {
            assertOneSentence(refusal);
        }
    }

    private static void assertOneSentence(CheckpointException refusal) {
        String message = String.valueOf(refusal.getMessage());
        assertFalse(message.chars().anyMatch(Character::isISOControl), message);
        assertTrue(message.length() < 800, message);
    }
}
