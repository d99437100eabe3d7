package trimscope.core.text;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import trimscope.core.checkpoint.CheckpointException;

/** A tokenizer.json: its vocabulary, its special tokens, and the same file without them. */
final class TokenizerFile {
    private static final long MAX_BYTES = 256L << 20;
    private static final int MAX_ID = (1 << 24) - 1;

    private final Path file;
    private final JsonObject json;
    private final TreeMap<Integer, String> entries = new TreeMap<>();
    private final Map<String, Integer> specials = new LinkedHashMap<>();

    private TokenizerFile(Path file, JsonObject json) {
        this.file = file;
        this.json = json;
    }

    /**
     * Reads and checks the file.
     *
     * @throws CheckpointException if it is missing, unreadable, no JSON, or not a byte-level BPE vocabulary
     */
    static TokenizerFile read(Path file) throws CheckpointException {
        TokenizerFile read = new TokenizerFile(file, parse(file));
        read.expectType("model", "BPE");
        read.expectType("decoder", "ByteLevel");
        read.readVocabulary();
        read.readAddedTokens();
        return read;
    }

    /** Vocabulary entries and added tokens by id, as spelled in the file. */
    Map<Integer, String> entries() {
        return entries;
    }

    /** Ids of the special tokens by content. */
    Map<String, Integer> specials() {
        return specials;
    }

    /**
     * The file's text with all added tokens taken out, so that no text whatever encodes to one of them, and with nothing
     * that would cut, pad or frame what is encoded.
     */
    String withoutAddedTokens() throws CheckpointException {
        JsonObject plain = json.deepCopy();
        plain.add("added_tokens", new JsonArray());
        for (String part : new String[] {"truncation", "padding", "post_processor"}) {
            plain.add(part, JsonNull.INSTANCE);
        }
        JsonObject vocabulary = object(object(plain, "model"), "vocab");
        specials.keySet().forEach(vocabulary::remove);
        return plain.toString();
    }

    private static JsonObject parse(Path file) throws CheckpointException {
        try {
            long size = Files.size(file);
            if (size > MAX_BYTES) {
                throw new CheckpointException(file + ": expected at most " + MAX_BYTES + " bytes, found " + size);
            }
            JsonElement root = JsonParser.parseString(Files.readString(file));
            if (!root.isJsonObject()) {
                throw new CheckpointException(file + ": expected a JSON object");
            }
            return root.getAsJsonObject();
        } catch (NoSuchFileException e) {
            throw new CheckpointException(file + ": the tokenizer file is missing", e);
        } catch (CharacterCodingException e) {
            throw new CheckpointException(file + ": is no UTF-8 text", e);
        } catch (IOException e) {
            throw CheckpointException.unreadable(file, e);
        } catch (JsonParseException e) {
            throw new CheckpointException(file + ": is no valid JSON", e);
        }
    }

    private void readVocabulary() throws CheckpointException {
        for (Map.Entry<String, JsonElement> entry :
                object(object(json, "model"), "vocab").entrySet()) {
            put(id(entry.getValue(), entry.getKey()), entry.getKey());
        }
        if (entries.isEmpty()) {
            throw new CheckpointException(file + ": the vocabulary (model.vocab) is empty");
        }
    }

    private void readAddedTokens() throws CheckpointException {
        JsonElement added = json.get("added_tokens");
        if (added == null || !added.isJsonArray()) {
            throw new CheckpointException(file + ": expected a list named added_tokens");
        }
        for (JsonElement element : added.getAsJsonArray()) {
            if (!element.isJsonObject()) {
                throw new CheckpointException(file + ": expected objects in added_tokens, found " + element);
            }
            JsonObject token = element.getAsJsonObject();
            String content = string(token.get("content"));
            if (content == null || content.isEmpty()) {
                throw new CheckpointException(file + ": an entry of added_tokens has no content");
            }
            int id = id(token.get("id"), content);
            put(id, content);
            JsonElement special = token.get("special");
            if (special != null && special.isJsonPrimitive() && special.getAsBoolean()) {
                specials.put(content, id);
            }
        }
    }

    private void put(int id, String content) throws CheckpointException {
        String before = entries.put(id, content);
        if (before != null && !before.equals(content)) {
            throw new CheckpointException(
                    file + ": the id " + id + " belongs to two tokens, \"" + before + "\" and \"" + content + "\"");
        }
    }

    private int id(@Nullable JsonElement value, String content) throws CheckpointException {
        if (value != null
                && value.isJsonPrimitive()
                && value.getAsJsonPrimitive().isNumber()) {
            double id = value.getAsDouble();
            if (id >= 0 && id <= MAX_ID && id == Math.rint(id)) {
                return (int) id;
            }
        }
        throw new CheckpointException(file + ": token \"" + content + "\": expected an id from 0 to " + MAX_ID
                + ", found " + (value == null ? "none" : value));
    }

    private void expectType(String part, String expected) throws CheckpointException {
        String found = string(object(json, part).get("type"));
        // Files of older releases leave the model's type out.
        if (!expected.equals(found) && !(found == null && part.equals("model"))) {
            throw new CheckpointException(file + ": " + part + ": expected type " + expected + ", found " + found);
        }
    }

    private JsonObject object(JsonObject parent, String key) throws CheckpointException {
        JsonElement value = parent.get(key);
        if (value == null || !value.isJsonObject()) {
            throw new CheckpointException(file + ": expected an object named " + key);
        }
        return value.getAsJsonObject();
    }

    private static @Nullable String string(@Nullable JsonElement value) {
        return value != null && value.isJsonPrimitive() ? value.getAsString() : null;
    }
}
