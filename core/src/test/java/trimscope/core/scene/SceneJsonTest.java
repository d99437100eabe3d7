package trimscope.core.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.Test;

/** Scenes come back from JSON as they were, and what is no scene is refused with a sentence. */
class SceneJsonTest {

    @Test
    void scenesComeBack() throws SceneFormatException {
        for (int seed = 0; seed < 100; seed++) {
            Scene scene = SceneMaker.scene(seed);
            assertEquals(scene, SceneJson.read(SceneJson.write(scene)));
        }
    }

    @Test
    void samplesAreWrittenAsTheyWere() throws SceneFormatException {
        for (SampleScenes.Entry sample : SampleScenes.all()) {
            Scene scene = SceneJson.read(sample.json());
            assertEquals(JsonParser.parseString(sample.json()), JsonParser.parseString(SceneJson.write(scene)));
        }
    }

    @Test
    void refusals() {
        assertRefused("", "");
        assertRefused("[]", "");
        assertRefused("{\"objects\": []}", "\"sign\" is missing");
        String scene = SceneJson.write(SceneMaker.scene(1));
        assertRefused(scene.replaceFirst("\"kind\":\\d+", "\"kind\":64"), "no kind 64");
        assertRefused(scene.replaceFirst("\"size\":", "\"size\":-"), "a thing of -");
        assertRefused(scene.replaceFirst("\"background\":\"\\w+\"", "\"background\":\"plaid\""), "plaid");
        assertRefused(scene.replaceFirst("\"width\":\\d+", "\"width\":0"), "0 x");
        assertRefused(scene.replaceFirst("\"height\":\\d+", "\"height\":5000"), "x 5000");
        assertRefused(scene.replaceFirst("\"width\":\\d+", "\"width\":\"wide\""), "wide");
    }

    private static void assertRefused(String json, String named) {
        SceneFormatException refusal = assertThrows(SceneFormatException.class, () -> SceneJson.read(json));
        assertTrue(refusal.toString().contains(named), refusal.toString());
    }
}
