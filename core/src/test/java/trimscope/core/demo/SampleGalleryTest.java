package trimscope.core.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import trimscope.core.image.Picture;

class SampleGalleryTest {
    @Test
    void samplesAreThoseOfTheTranscripts() throws IOException {
        JsonArray transcripts = transcripts();
        List<Sample> samples = SampleGallery.samples();
        assertEquals(8, samples.size());
        assertEquals(transcripts.size(), samples.size());
        for (int i = 0; i < samples.size(); i++) {
            JsonObject transcript = transcripts.get(i).getAsJsonObject();
            Sample sample = samples.get(i);
            assertEquals("scene " + (i + 1), sample.name());
            assertEquals(transcript.get("image").getAsString(), sample.file());
            assertEquals(
                    transcript.getAsJsonArray("turns").asList().stream()
                            .map(turn -> turn.getAsJsonObject().get("question").getAsString())
                            .toList(),
                    sample.questions());
            JsonObject scene = transcript.getAsJsonObject("scene");
            Picture picture = sample.picture();
            assertEquals(scene.get("width").getAsInt(), picture.width());
            assertEquals(scene.get("height").getAsInt(), picture.height());
        }
    }

    private static JsonArray transcripts() throws IOException {
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(SampleGalleryTest.class.getResourceAsStream("/transcripts/transcripts.json")),
                StandardCharsets.UTF_8)) {
            JsonElement root = JsonParser.parseReader(reader);
            return root.getAsJsonArray();
        }
    }
}
