package trimscope.core.chat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import trimscope.core.demo.SampleGallery;
import trimscope.core.image.Picture;
import trimscope.core.model.Cancellation;
import trimscope.core.text.Turn;

/** The embedded model answers its sample pictures exactly as the reference implementation does, full and trimmed. */
class TranscriptTest extends ChatTest {
    record Transcript(String image, List<Asked> turns) {}

    record Asked(
            String question, String answer, List<Integer> tokens, List<Integer> prompt, Map<String, Trimmed> trimmed) {}

    record Trimmed(List<Integer> tokens, List<Integer> kept) {}

    static List<Transcript> transcripts() throws IOException {
        try (InputStream in = TranscriptTest.class.getResourceAsStream("/transcripts/transcripts.json");
                Reader reader = new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8)) {
            return new Gson().fromJson(reader, new TypeToken<List<Transcript>>() {}.getType());
        }
    }

    @TestFactory
    Stream<DynamicTest> answersEqualTheReference() throws IOException {
        List<Transcript> all = transcripts();
        assertEquals(8, all.size());
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Transcript transcript = all.get(i);
            Picture picture = SampleGallery.samples().get(i).picture();
            tests.add(DynamicTest.dynamicTest(transcript.image(), () -> check(transcript, picture)));
        }
        return tests.stream();
    }

    private static void check(Transcript transcript, Picture picture) throws Exception {
        try (ChatSession session = model.open(picture, new Cancellation())) {
            List<Turn> earlier = new ArrayList<>();
            for (Asked turn : transcript.turns()) {
                compare(session, earlier, turn, 1, turn.tokens(), List.of());
                assertFalse(turn.trimmed().isEmpty());
                for (Map.Entry<String, Trimmed> entry : turn.trimmed().entrySet()) {
                    double ratio = Double.parseDouble(entry.getKey());
                    compare(
                            session,
                            earlier,
                            turn,
                            ratio,
                            entry.getValue().tokens(),
                            entry.getValue().kept());
                }
                earlier.add(new Turn(turn.question(), turn.tokens()));
            }
            assertEquals(1, session.encodings());
        }
    }

    private static void compare(
            ChatSession session, List<Turn> earlier, Asked turn, double ratio, List<Integer> tokens, List<Integer> kept)
            throws Exception {
        AnswerSettings settings = AnswerSettings.greedy(Trimming.atRatio(ratio));
        try (Generation answer = session.ask(earlier, turn.question(), settings, new Cancellation())) {
            answer.forEachRemaining(step -> {});
            String what = turn.question() + " at " + ratio;
            assertEquals(
                    turn.prompt(),
                    answer.prefill().tokens().stream().map(PromptToken::id).toList(),
                    what);
            int[] found = answer.prefill().kept().map(k -> k.indices()).orElse(new int[0]);
            assertArrayEquals(kept.stream().mapToInt(Integer::intValue).toArray(), found, what);
            assertEquals(tokens, answer.tokens(), what);
            if (ratio == 1) {
                assertEquals(turn.answer(), answer.text());
            }
        }
    }
}
