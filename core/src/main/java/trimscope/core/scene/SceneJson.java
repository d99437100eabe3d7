package trimscope.core.scene;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Scenes as JSON, in the form of the recipe's {@code transcripts.json}. */
public final class SceneJson {

    private SceneJson() {}

    /** Reads one scene. */
    public static Scene read(String json) throws SceneFormatException {
        try {
            return scene(JsonParser.parseString(json).getAsJsonObject());
        } catch (JsonParseException
                | IllegalStateException
                | IllegalArgumentException
                | UnsupportedOperationException e) {
            throw new SceneFormatException("This is not a scene: " + e.getMessage() + ".", e);
        }
    }

    /** Writes one scene on one line; {@link #read} gives back an equal one. */
    public static String write(Scene scene) {
        JsonObject json = new JsonObject();
        json.addProperty("width", scene.width());
        json.addProperty("height", scene.height());
        json.addProperty("background", scene.background());
        json.addProperty("gradient", scene.gradient());
        json.addProperty("angle", scene.angle());
        json.addProperty("noise", scene.noise());
        json.addProperty("seed", scene.seed());
        JsonArray objects = new JsonArray();
        scene.objects().forEach(thing -> objects.add(json(thing)));
        json.add("objects", objects);
        json.add("sign", scene.sign().<JsonElement>map(SceneJson::json).orElse(JsonNull.INSTANCE));
        return json.toString();
    }

    private static JsonObject json(Thing thing) {
        JsonObject json = new JsonObject();
        json.addProperty("kind", thing.kind());
        json.addProperty("x", thing.x());
        json.addProperty("y", thing.y());
        json.addProperty("size", thing.size());
        json.addProperty("angle", thing.angle());
        json.addProperty("flip", thing.flip());
        return json;
    }

    private static JsonObject json(Sign sign) {
        JsonObject json = new JsonObject();
        json.addProperty("text", sign.text());
        json.addProperty("x", sign.x());
        json.addProperty("y", sign.y());
        json.addProperty("w", sign.width());
        json.addProperty("h", sign.height());
        json.addProperty("size", sign.size());
        json.addProperty("style", sign.style());
        return json;
    }

    private static Scene scene(JsonObject json) {
        List<Thing> objects = new ArrayList<>();
        for (JsonElement thing : member(json, "objects").getAsJsonArray()) {
            objects.add(thing(thing.getAsJsonObject()));
        }
        JsonElement sign = member(json, "sign");
        return new Scene(
                member(json, "width").getAsInt(),
                member(json, "height").getAsInt(),
                member(json, "background").getAsString(),
                member(json, "gradient").getAsDouble(),
                member(json, "angle").getAsDouble(),
                member(json, "noise").getAsDouble(),
                member(json, "seed").getAsLong(),
                objects,
                sign.isJsonNull() ? Optional.empty() : Optional.of(sign(sign.getAsJsonObject())));
    }

    private static Thing thing(JsonObject json) {
        return new Thing(
                member(json, "kind").getAsInt(),
                member(json, "x").getAsDouble(),
                member(json, "y").getAsDouble(),
                member(json, "size").getAsDouble(),
                member(json, "angle").getAsDouble(),
                member(json, "flip").getAsBoolean());
    }

    private static Sign sign(JsonObject json) {
        return new Sign(
                member(json, "text").getAsString(),
                member(json, "x").getAsDouble(),
                member(json, "y").getAsDouble(),
                member(json, "w").getAsDouble(),
                member(json, "h").getAsDouble(),
                member(json, "size").getAsInt(),
                member(json, "style").getAsInt());
    }

    private static JsonElement member(JsonObject json, String key) {
        JsonElement member = json.get(key);
        if (member == null) {
            throw new JsonParseException("\"" + key + "\" is missing");
        }
        return member;
    }
}
