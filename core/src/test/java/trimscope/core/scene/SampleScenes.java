package trimscope.core.scene;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import trimscope.core.image.Picture;
import trimscope.core.image.PictureException;
import trimscope.core.image.PictureReader;

/** The sample scenes of the demo model as the recipe made, drew and asked them. */
final class SampleScenes {

    /** A question with its truth. */
    record Turn(String question, String truth) {}

    /**
     * One sample.
     *
     * @param image name of the recipe's picture
     * @param json the scene
     */
    record Entry(String image, String json, List<Turn> turns) {

        Scene scene() {
            try {
                return SceneJson.read(json);
            } catch (SceneFormatException e) {
                throw new AssertionError(e);
            }
        }

        Picture picture() {
            try (InputStream in = resource("/trimscope/core/demo/samples/" + image)) {
                return PictureReader.read(in, image);
            } catch (IOException | PictureException e) {
                throw new AssertionError(e);
            }
        }
    }

    private SampleScenes() {}

    static List<Entry> all() {
        try (Reader reader = new InputStreamReader(resource("/transcripts/transcripts.json"), StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonArray().asList().stream()
                    .map(JsonElement::getAsJsonObject)
                    .map(SampleScenes::entry)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Entry entry(JsonObject sample) {
        List<Turn> turns = sample.getAsJsonArray("turns").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .map(turn -> new Turn(
                        turn.get("question").getAsString(), turn.get("truth").getAsString()))
                .toList();
        return new Entry(sample.get("image").getAsString(), sample.get("scene").toString(), turns);
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(SampleScenes.class.getResourceAsStream(name), name);
    }
}
