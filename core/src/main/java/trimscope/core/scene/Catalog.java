package trimscope.core.scene;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.Color;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What exists in the demo world: the kinds of things, backgrounds and sign words of {@code catalog.json}. */
public final class Catalog {

    /**
     * One kind of thing.
     *
     * @param name singular, "slice of pizza"
     * @param plural "slices of pizza"
     * @param category animal, food, vehicle, plant or thing
     * @param color as the model names it
     */
    public record Kind(String name, String plural, String category, String color) {}

    private static final JsonObject JSON = load();

    /** All kinds, in the order of the sprite sheet. */
    public static final List<Kind> KINDS = kinds(JSON.getAsJsonArray("objects"));

    /** Colour of every background by its name, in the order of the recipe. */
    public static final Map<String, Color> BACKGROUNDS = backgrounds(JSON.getAsJsonObject("backgrounds"));

    /** What signs say when they do not show a number. */
    public static final List<String> WORDS = JSON.getAsJsonArray("words").asList().stream()
            .map(JsonElement::getAsString)
            .toList();

    private Catalog() {}

    private static JsonObject load() {
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(Catalog.class.getResourceAsStream("catalog.json"), "catalog.json"),
                StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Kind> kinds(JsonArray objects) {
        List<Kind> kinds = new ArrayList<>();
        for (JsonElement element : objects) {
            JsonObject kind = element.getAsJsonObject();
            kinds.add(new Kind(
                    kind.get("name").getAsString(),
                    kind.get("plural").getAsString(),
                    kind.get("category").getAsString(),
                    kind.get("color").getAsString()));
        }
        return List.copyOf(kinds);
    }

    private static Map<String, Color> backgrounds(JsonObject colors) {
        Map<String, Color> backgrounds = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> entry : colors.entrySet()) {
            JsonArray rgb = entry.getValue().getAsJsonArray();
            backgrounds.put(
                    entry.getKey(),
                    new Color(
                            rgb.get(0).getAsInt(),
                            rgb.get(1).getAsInt(),
                            rgb.get(2).getAsInt()));
        }
        return Collections.unmodifiableMap(backgrounds);
    }
}
