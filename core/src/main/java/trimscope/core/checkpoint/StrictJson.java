package trimscope.core.checkpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.ToNumberPolicy;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * JSON exactly as RFC 8259 has it. Gson's own tree reader lets the last of two equal keys win and takes replacement
 * characters for broken UTF-8; a checkpoint with either is damaged. The number of values is limited because a short
 * file can unfold into a tree a hundred times its size.
 */
final class StrictJson {
    private final JsonReader reader;
    private int remainingValues;

    private StrictJson(JsonReader reader, int mostValues) {
        this.reader = reader;
        this.remainingValues = mostValues;
    }

    /** A reader that fails on malformed UTF-8 and on everything that is not JSON. */
    static JsonReader open(byte[] utf8) {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        JsonReader reader = new JsonReader(new InputStreamReader(new ByteArrayInputStream(utf8), decoder));
        reader.setStrictness(Strictness.STRICT);
        return reader;
    }

    /** The whole document. */
    static JsonElement document(byte[] utf8, int mostValues) throws IOException {
        JsonReader reader = open(utf8);
        JsonElement document = next(reader, mostValues);
        requireEnd(reader);
        return document;
    }

    /** The value that starts at the reader's place. */
    static JsonElement next(JsonReader reader, int mostValues) throws IOException {
        return new StrictJson(reader, mostValues).value();
    }

    /** Fails if anything but white space follows. */
    static void requireEnd(JsonReader reader) throws IOException {
        if (reader.peek() != JsonToken.END_DOCUMENT) {
            throw new MalformedJsonException("more than one value");
        }
    }

    private JsonElement value() throws IOException {
        if (remainingValues-- == 0) {
            throw new MalformedJsonException("too many values at path " + reader.getPath());
        }
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> object();
            case BEGIN_ARRAY -> array();
            case STRING -> new JsonPrimitive(reader.nextString());
            case NUMBER -> new JsonPrimitive(ToNumberPolicy.LAZILY_PARSED_NUMBER.readNumber(reader));
            case BOOLEAN -> new JsonPrimitive(reader.nextBoolean());
            case NULL -> {
                reader.nextNull();
                yield JsonNull.INSTANCE;
            }
            case END_ARRAY, END_OBJECT, END_DOCUMENT, NAME ->
                throw new MalformedJsonException("no value at path " + reader.getPath());
        };
    }

    private JsonObject object() throws IOException {
        JsonObject object = new JsonObject();
        reader.beginObject();
        while (reader.hasNext()) {
            String key = reader.nextName();
            if (object.has(key)) {
                throw new MalformedJsonException("duplicate key " + CheckpointException.quoted(key));
            }
            object.add(key, value());
        }
        reader.endObject();
        return object;
    }

    private JsonArray array() throws IOException {
        JsonArray array = new JsonArray();
        reader.beginArray();
        while (reader.hasNext()) {
            array.add(value());
        }
        reader.endArray();
        return array;
    }
}
