package trimscope.core.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import trimscope.core.scene.question.Conversation;
import trimscope.core.scene.question.Conversation.Spelling;
import trimscope.core.scene.question.Exam;
import trimscope.core.scene.question.QuestionAnswer;

/**
 * The same seeds as in the recipe give the same scenes, questions and truths. The expected values were computed with
 * the recipe itself ({@code scenes.py} and {@code Batches.scene} of {@code train.py}, CPython 3.11, Pillow with Raqm).
 */
class RecipeTest {

    private static final double ULPS = 1e-9;

    /** The 24 scenes and 276 questions of the model card's measurement, one by one. */
    @Test
    void examOfTheModelCard() throws IOException, SceneFormatException {
        List<String> lines = lines("exams.jsonl");
        List<Exam> exams = Exam.first(24, 424242);
        assertEquals(lines.size(), exams.size());
        for (int i = 0; i < lines.size(); i++) {
            JsonObject expected = JsonParser.parseString(lines.get(i)).getAsJsonObject();
            Exam exam = exams.get(i);
            assertScene(SceneJson.read(expected.get("scene").toString()), exam.scene());
            assertEquals(
                    expected.get("questions").getAsJsonArray().asList().stream()
                            .map(RecipeTest::words)
                            .toList(),
                    exam.questions().stream().map(RecipeTest::words).toList());
            JsonElement pointing = expected.get("pointing");
            assertEquals(
                    pointing.isJsonNull() ? "" : pointing.getAsString(),
                    exam.pointing().map(QuestionAnswer::question).orElse(""));
        }
        assertEquals(
                276, exams.stream().mapToInt(exam -> exam.questions().size()).sum());
    }

    /** A thousand more scenes, so that every wording of every question has come up often. */
    @Test
    void thousandExams() {
        String all = Exam.first(1000, 7).stream()
                .map(exam -> line(exam.scene())
                        + exam.questions().stream()
                                .map(question -> words(question) + "\n")
                                .collect(Collectors.joining())
                        + exam.pointing().map(QuestionAnswer::question).orElse("None")
                        + "\n")
                .collect(Collectors.joining());
        assertEquals("d0cfbf2b6b1eea75fb56792f4054d51f589384c15f028912aadb80185a834502", sha256(all));
    }

    /** Conversations of six turns, with the weights of the kinds and the spelling of people who type. */
    @Test
    void thousandConversations() {
        StringBuilder all = new StringBuilder();
        for (int seed = 0; seed < 1000; seed++) {
            RandomGenerator random = Draw.generator(seed);
            Scene scene = SceneMaker.scene(random);
            all.append(line(scene));
            for (QuestionAnswer turn : Conversation.about(scene, random, 6, Spelling.TYPED)) {
                all.append(turn.question()).append('|').append(turn.answer()).append('\n');
            }
        }
        assertEquals("f3c014c57e5392a45f896288361d234245f6d93ac6d8e96981688fea7331e26a", sha256(all.toString()));
    }

    private static String words(JsonElement question) {
        return question.getAsJsonArray().asList().stream()
                .map(JsonElement::getAsString)
                .collect(Collectors.joining("|"));
    }

    private static String words(QuestionAnswer question) {
        return question.kind().name().toLowerCase(Locale.ROOT) + "|" + question.question() + "|" + question.answer();
    }

    /** Sine and cosine may differ in the last place between platforms, so that the angles may. */
    private static void assertScene(Scene expected, Scene actual) {
        assertEquals(line(expected), line(actual));
        assertEquals(expected.gradient(), actual.gradient(), ULPS);
        assertEquals(expected.angle(), actual.angle(), ULPS);
        assertEquals(expected.noise(), actual.noise(), ULPS);
    }

    private static String line(Scene scene) {
        String head = String.join(
                " ",
                String.valueOf(scene.width()),
                String.valueOf(scene.height()),
                scene.background(),
                String.valueOf(scene.seed()));
        String things = scene.objects().stream().map(RecipeTest::text).collect(Collectors.joining(" "));
        return head + " " + things + scene.sign().map(RecipeTest::text).orElse("") + "\n";
    }

    private static String text(Thing thing) {
        return String.format(
                Locale.ROOT,
                "%d,%.6f,%.6f,%.6f,%.6f,%b",
                thing.kind(),
                thing.x(),
                thing.y(),
                thing.size(),
                thing.angle(),
                thing.flip());
    }

    private static String text(Sign sign) {
        return String.format(
                Locale.ROOT,
                " %s,%.6f,%.6f,%.6f,%d,%d",
                sign.text(),
                sign.x(),
                sign.y(),
                sign.width(),
                sign.size(),
                sign.style());
    }

    private static List<String> lines(String resource) throws IOException {
        try (InputStream in = Objects.requireNonNull(RecipeTest.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
