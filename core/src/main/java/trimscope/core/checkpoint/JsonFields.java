package trimscope.core.checkpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The members of one JSON object of a model folder, each read with its type and range. Every accessor throws a
 * {@link CheckpointException} naming file and key where the value is missing or anything else than asked for; keys
 * nobody asks for are ignored.
 */
final class JsonFields {
    /** Most values of a whole document; the index of the 90B model has about 1,500. */
    private static final int MOST_VALUES = 200_000;

    /** What a {@code long} surely holds. */
    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?[0-9]{1,18}");

    private final Path file;
    private final String prefix;
    private final JsonObject object;

    /** @param prefix stands before every key in messages, such as {@code text_config.} */
    JsonFields(Path file, String prefix, JsonObject object) {
        this.file = file;
        this.prefix = prefix;
        this.object = object;
    }

    /** The members of a document that is one object. */
    static JsonFields parse(Path file, byte[] utf8) throws CheckpointException {
        JsonElement document;
        try {
            document = StrictJson.document(utf8, MOST_VALUES);
        } catch (IOException e) {
            throw broken(file, "the text", e);
        }
        if (!document.isJsonObject()) {
            throw CheckpointException.mismatch(file, "the text", "a JSON object", described(document));
        }
        return new JsonFields(file, "", document.getAsJsonObject());
    }

    /** Reading stopped at something that is no JSON. */
    static CheckpointException broken(Path file, String subject, IOException cause) {
        String reason = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        String found =
                CheckpointException.shortened(reason) + " (" + cause.getClass().getSimpleName() + ")";
        return new CheckpointException(file + ": " + subject + " must be valid JSON in UTF-8, found " + found, cause);
    }

    /** Whether the key is there with a value other than null. */
    boolean has(String key) {
        JsonElement value = object.get(key);
        return value != null && !value.isJsonNull();
    }

    Set<String> keys() {
        return object.keySet();
    }

    JsonFields object(String key) throws CheckpointException {
        if (object.get(key) instanceof JsonObject child) {
            return new JsonFields(file, prefix + key + ".", child);
        }
        throw invalid(key, "an object");
    }

    String text(String key) throws CheckpointException {
        if (object.get(key) instanceof JsonPrimitive primitive && primitive.isString()) {
            return primitive.getAsString();
        }
        throw invalid(key, "a text");
    }

    /** Fails unless the key holds this very text. */
    void requireText(String key, String expected) throws CheckpointException {
        if (!text(key).equals(expected)) {
            throw invalid(key, CheckpointException.quoted(expected));
        }
    }

    /** Fails unless the key holds true or false as expected. */
    void requireFlag(String key, boolean expected) throws CheckpointException {
        JsonElement value = object.get(key);
        if (value == null || !value.toString().equals(Boolean.toString(expected))) {
            throw invalid(key, Boolean.toString(expected));
        }
    }

    /** Fails unless the key holds this very number. */
    void requireInteger(String key, int expected, String meaning) throws CheckpointException {
        if (integer(key, Integer.MIN_VALUE, Integer.MAX_VALUE) != expected) {
            throw invalid(key, expected + " (" + meaning + ")");
        }
    }

    /** A whole number, both bounds included. */
    int integer(String key, int least, int most) throws CheckpointException {
        return (int) whole(key, object.get(key), least, most);
    }

    /** A whole number, both bounds included. */
    long longInteger(String key, long least, long most) throws CheckpointException {
        return whole(key, object.get(key), least, most);
    }

    /** A finite number above the first bound and not above the second. */
    double decimal(String key, double above, double most) throws CheckpointException {
        return decimal(key, object.get(key), above, most);
    }

    /** A list of whole numbers, both bounds included; may be empty. */
    List<Long> longIntegers(String key, long least, long most) throws CheckpointException {
        List<Long> numbers = new ArrayList<>();
        for (JsonElement element : array(key)) {
            numbers.add(whole(key, element, least, most));
        }
        return numbers;
    }

    /** A list of at least one whole number, both bounds included, each above the one before it. */
    List<Integer> ascending(String key, int least, int most) throws CheckpointException {
        List<Integer> numbers = integers(key, least, most);
        for (int i = 1; i < numbers.size(); i++) {
            if (numbers.get(i) <= numbers.get(i - 1)) {
                throw invalid(key, "in ascending order without repetition");
            }
        }
        return numbers;
    }

    /** A whole number or a list of at least one, both bounds included. */
    List<Integer> oneOrMore(String key, int least, int most) throws CheckpointException {
        boolean list = object.get(key) instanceof JsonArray;
        return list ? integers(key, least, most) : List.of(integer(key, least, most));
    }

    /** A list of exactly so many finite numbers, each above the first bound and not above the second. */
    List<Double> decimals(String key, int count, double above, double most) throws CheckpointException {
        List<Double> numbers = new ArrayList<>();
        for (JsonElement element : array(key)) {
            numbers.add(decimal(key, element, above, most));
        }
        if (numbers.size() != count) {
            throw invalid(key, "a list of " + count + " numbers");
        }
        return numbers;
    }

    /** The elements of a list of anything. */
    JsonArray array(String key) throws CheckpointException {
        if (object.get(key) instanceof JsonArray array) {
            return array;
        }
        throw invalid(key, "a list");
    }

    /** The value of this key is not what it must be. */
    CheckpointException invalid(String key, String expected) {
        return CheckpointException.mismatch(
                file, prefix + CheckpointException.shortened(key), expected, described(object.get(key)));
    }

    private List<Integer> integers(String key, int least, int most) throws CheckpointException {
        List<Long> numbers = longIntegers(key, least, most);
        if (numbers.isEmpty()) {
            throw invalid(key, "a list of at least one number");
        }
        return numbers.stream().map(Long::intValue).toList();
    }

    private long whole(String key, @Nullable JsonElement value, long least, long most) throws CheckpointException {
        if (value instanceof JsonPrimitive primitive
                && primitive.isNumber()
                && WHOLE_NUMBER.matcher(primitive.getAsString()).matches()) {
            long number = Long.parseLong(primitive.getAsString());
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw invalid(key, kind(key, "whole number") + " from " + least + " to " + most);
    }

    private double decimal(String key, @Nullable JsonElement value, double above, double most)
            throws CheckpointException {
        if (value instanceof JsonPrimitive primitive && primitive.isNumber()) {
            double number = Double.parseDouble(primitive.getAsString());
            if (number > above && number <= most) {
                return number;
            }
        }
        throw invalid(key, kind(key, "number") + " above " + above + " and not above " + most);
    }

    /** "a number" where the key holds one value, "a list of numbers" where it holds a list. */
    private String kind(String key, String one) {
        return object.get(key) instanceof JsonArray ? "a list of " + one + "s" : "a " + one;
    }

    private static String described(@Nullable JsonElement value) {
        return value == null ? "nothing" : CheckpointException.shortened(value.toString());
    }
}
