package trimscope.core.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The reference implementation's prompts and answers for the eight sample pictures. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TranscriptLayoutTest {
    private Tokenizer tokenizer;

    @BeforeAll
    void open() throws Exception {
        tokenizer = DemoTokenizer.open();
    }

    @AfterAll
    void close() {
        tokenizer.close();
    }

    @Test
    void promptsAreThoseOfTheReference() throws IOException {
        ChatLayout layout = new ChatLayout(tokenizer);
        int checked = 0;
        for (JsonElement scene : transcripts()) {
            List<Turn> earlier = new ArrayList<>();
            for (JsonElement element : scene.getAsJsonObject().getAsJsonArray("turns")) {
                JsonObject turn = element.getAsJsonObject();
                String question = turn.get("question").getAsString();
                assertArrayEquals(ints(turn.get("prompt")), layout.prompt(earlier, question), question);
                earlier.add(new Turn(
                        question, IntStream.of(ints(turn.get("tokens"))).boxed().toList()));
                checked++;
            }
        }
        assertEquals(32, checked);
    }

    @Test
    void continuationsEndThePromptsOfTheReference() throws IOException {
        ChatLayout layout = new ChatLayout(tokenizer);
        for (JsonElement scene : transcripts()) {
            JsonArray turns = scene.getAsJsonObject().getAsJsonArray("turns");
            for (int i = 1; i < turns.size(); i++) {
                JsonObject before = turns.get(i - 1).getAsJsonObject();
                JsonObject turn = turns.get(i).getAsJsonObject();
                int[] whole = Stream.of(
                                ints(before.get("prompt")),
                                ints(before.get("tokens")),
                                layout.continuation(turn.get("question").getAsString()))
                        .flatMapToInt(IntStream::of)
                        .toArray();
                assertArrayEquals(ints(turn.get("prompt")), whole);
            }
        }
    }

    @Test
    void answersAreThoseOfTheReference() throws IOException {
        for (JsonElement scene : transcripts()) {
            for (JsonElement element : scene.getAsJsonObject().getAsJsonArray("turns")) {
                JsonObject turn = element.getAsJsonObject();
                assertEquals(turn.get("answer").getAsString(), tokenizer.decode(ints(turn.get("tokens"))));
                for (JsonElement trimmed :
                        turn.getAsJsonObject("trimmed").asMap().values()) {
                    JsonObject run = trimmed.getAsJsonObject();
                    assertEquals(run.get("text").getAsString(), tokenizer.decode(ints(run.get("tokens"))));
                }
            }
        }
    }

    private static int[] ints(JsonElement list) {
        return new Gson().fromJson(list, int[].class);
    }

    private static JsonArray transcripts() throws IOException {
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(TranscriptLayoutTest.class.getResourceAsStream("/transcripts/transcripts.json")),
                StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonArray();
        }
    }
}
