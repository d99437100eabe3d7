package trimscope.core.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command on the embedded model, held against the reference implementation's transcripts. */
class AskCommandTest {
    private static final String FIRST = Run.picture("scene-01.png");

    @Test
    void printsTheAnswerAndWhatItCost() throws IOException {
        JsonObject turn = turns(0).get(0).getAsJsonObject();
        Run run = Run.of(
                        "ask",
                        "--model",
                        "demo",
                        "--image",
                        FIRST,
                        "--ratio",
                        "0.1",
                        turn.get("question").getAsString())
                .assertSuccess();
        List<String> lines = run.out().lines().toList();
        JsonObject trimmed = turn.getAsJsonObject("trimmed").getAsJsonObject("0.1");
        assertEquals(2, lines.size(), run.out());
        assertEquals(trimmed.get("text").getAsString(), lines.get(0));
        int kept = trimmed.getAsJsonArray("kept").size();
        assertTrue(lines.get(1).startsWith("kept " + kept + " of 197 visual tokens ("), lines.get(1));
        assertTrue(lines.get(1).contains("cross-attention cache"), lines.get(1));
        assertTrue(lines.get(1).contains("prefill"), lines.get(1));
        assertTrue(lines.get(1).endsWith("ms per token"), lines.get(1));
    }

    @Test
    void severalQuestionsAreOneConversation() throws IOException {
        JsonArray turns = turns(1);
        List<String> arguments = new ArrayList<>(List.of("ask", "--json", "--image", Run.picture("scene-02.png")));
        turns.forEach(
                turn -> arguments.add(turn.getAsJsonObject().get("question").getAsString()));
        List<JsonObject> lines =
                Run.of(arguments.toArray(String[]::new)).assertSuccess().json();
        assertEquals(turns.size(), lines.size());
        for (int i = 0; i < lines.size(); i++) {
            JsonObject expected = turns.get(i).getAsJsonObject();
            JsonObject line = lines.get(i);
            assertEquals(
                    List.of(
                            "question",
                            "answer",
                            "tokens",
                            "valid",
                            "kept",
                            "cacheBytes",
                            "cacheBytesFull",
                            "visionMillis",
                            "prefillMillis",
                            "millisPerToken",
                            "promptTokens"),
                    List.copyOf(line.keySet()));
            assertEquals(expected.get("question"), line.get("question"));
            assertEquals(expected.get("answer"), line.get("answer"));
            assertEquals(expected.get("tokens"), line.get("tokens"));
            assertEquals(expected.get("prompt"), line.get("promptTokens"));
            assertTrue(line.get("kept").isJsonNull());
            assertEquals(line.get("cacheBytesFull"), line.get("cacheBytes"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--lean"})
    void trimmedAnswersAreThoseOfTheReference(String lean) throws IOException {
        JsonObject turn = turns(2).get(0).getAsJsonObject();
        List<String> arguments = new ArrayList<>(List.of("ask", "--json", "--ratio", "0.25"));
        arguments.addAll(List.of("--image", Run.picture("scene-03.png")));
        arguments.addAll(lean.isEmpty() ? List.of() : List.of(lean));
        arguments.add(turn.get("question").getAsString());
        JsonObject line =
                Run.of(arguments.toArray(String[]::new)).assertSuccess().json().get(0);
        JsonObject expected = turn.getAsJsonObject("trimmed").getAsJsonObject("0.25");
        assertEquals(expected.get("tokens"), line.get("tokens"));
        assertEquals(expected.get("kept"), line.get("kept"));
        assertEquals(expected.get("valid"), line.get("valid"));
        assertTrue(
                line.get("cacheBytes").getAsLong() < line.get("cacheBytesFull").getAsLong());
        for (String millis : List.of("visionMillis", "prefillMillis", "millisPerToken")) {
            assertTrue(line.get(millis).getAsDouble() > 0, millis);
        }
    }

    @Test
    void aNarrowerFormatHalvesTheCache() {
        String[] ask = {"ask", "--json", "--image", FIRST, "--max-tokens", "4", "--dtype", "float32", "Hello?"};
        long wide = Run.of(ask).assertSuccess().json().get(0).get("cacheBytes").getAsLong();
        ask[7] = "bfloat16";
        long narrow =
                Run.of(ask).assertSuccess().json().get(0).get("cacheBytes").getAsLong();
        assertEquals(wide, 2 * narrow);
    }

    @Test
    void aSeedRepeatsASampledAnswer() {
        String[] sampled = {
            "ask",
            "--json",
            "--image",
            FIRST,
            "--temperature",
            "1.5",
            "--top-p",
            "0.95",
            "--seed",
            "7",
            "What do you see?"
        };
        String[] other = sampled.clone();
        other[9] = "8";
        assertEquals(
                Run.of(sampled).json().get(0).get("tokens"),
                Run.of(sampled).json().get(0).get("tokens"));
        assertNotEquals(
                Run.of(sampled).json().get(0).get("tokens"),
                Run.of(other).json().get(0).get("tokens"));
    }

    @Test
    void aShortAnswerSaysThatItWasCutOff() {
        Run run = Run.of("ask", "--image", FIRST, "--max-tokens", "3", "Describe the picture.", "@what?")
                .assertSuccess();
        List<String> lines = run.out().lines().toList();
        assertEquals("> Describe the picture.", lines.get(0));
        assertEquals("[cut off after 3 tokens; see --max-tokens]", lines.get(2));
        assertEquals("> @what?", lines.get(5));
    }

    @Test
    void helpIsOnStandardOutput() {
        for (String[] arguments : new String[][] {{"--help"}, {"ask", "--help"}, {"ask", "-h"}}) {
            Run run = Run.of(arguments).assertSuccess();
            assertTrue(run.out().startsWith("Usage: trimscope"), run.out());
        }
    }

    private static JsonArray turns(int scene) throws IOException {
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(AskCommandTest.class.getResourceAsStream("/transcripts/transcripts.json")),
                StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(reader)
                    .getAsJsonArray()
                    .get(scene)
                    .getAsJsonObject()
                    .getAsJsonArray("turns");
        }
    }
}
