package trimscope.core.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import trimscope.core.image.PatchGrid.Box;
import trimscope.core.scene.question.AnswerScore;
import trimscope.core.scene.question.QuestionAnswer;
import trimscope.core.scene.question.QuestionKind;

/** Truths of the sample scenes, what questions point at, and how answers are scored. */
class QuestionTest {

    private static final Thing CAT = new Thing(0, 10, 10, 40, 0, false);
    private static final Thing OWL = new Thing(15, 110, 112, 36, 0, false);
    private static final Sign SIGN = new Sign("GO", 115, 8, 40, 24, 16, 0);
    private static final Scene SCENE = new Scene(168, 168, "orange", 0, 0, 0, 0, List.of(CAT, OWL), Optional.of(SIGN));

    /** A scene, a question and its truth belong together: whoever asks the same about the same scene is told the same. */
    @Test
    void sampleQuestionsHaveTheSameTruth() {
        int compared = 0;
        for (SampleScenes.Entry sample : SampleScenes.all()) {
            Set<String> questions =
                    sample.turns().stream().map(turn -> plain(turn.question())).collect(Collectors.toSet());
            Map<String, String> truths = truths(sample.scene(), questions);
            for (SampleScenes.Turn turn : sample.turns()) {
                assertEquals(turn.truth(), truths.get(plain(turn.question())), turn.question());
                compared++;
            }
        }
        assertEquals(32, compared);
    }

    /** What comes up about the scene, with its answer, until all of the wanted questions have. */
    private static Map<String, String> truths(Scene scene, Set<String> wanted) {
        Map<String, String> truths = new HashMap<>();
        RandomGenerator random = Draw.generator(5);
        for (int i = 0; i < 100_000 && !truths.keySet().containsAll(wanted); i++) {
            for (QuestionKind kind : QuestionKind.values()) {
                kind.ask(scene, random).ifPresent(asked -> truths.put(plain(asked.question()), asked.answer()));
            }
        }
        return truths;
    }

    /** Without what people leave out when they type. */
    private static String plain(String question) {
        return question.toLowerCase(Locale.ROOT).replaceAll("[?.!]+$", "");
    }

    @Test
    void wordings() {
        Map<String, String> truths = truths(
                SCENE,
                Set.of("how many mice are there", "where is the mouse", "are there any owls", "name the animals"));
        assertEquals(
                "The picture shows a cat at the top left, an owl at the bottom right and a sign that says GO"
                        + " at the top right, on an orange background.",
                truths.get("describe the image"));
        assertEquals("An owl is next to the cat.", truths.get("what is next to the cat"));
        assertEquals("There is a sign that says GO at the top right.", truths.get("what is at the upper right"));
        assertEquals("There is nothing at the bottom.", truths.get("what is in the lower part"));
        assertEquals("There are a cat and an owl.", truths.get("name the animals"));
        assertEquals("Yes, there is an owl at the bottom right.", truths.get("are there any owls"));
        assertEquals("There is 1 cat.", truths.get("count the cats"));
        assertEquals("There are no mice.", truths.get("how many mice are there"));
        assertEquals("There is no mouse in the picture.", truths.get("where is the mouse"));
        // The direction from one to the other is too diagonal to be called anything.
        assertFalse(truths.containsKey("what is below the cat"));
        // They are almost of one size.
        assertFalse(truths.containsKey("what is the biggest object"));
    }

    @Test
    void boxesOfWhatTheAnswerSpeaksOf() {
        assertEquals(
                List.of(new Box(10, 10, 50, 50)), asked("Where is the cat?").boxes());
        assertEquals(List.of(SIGN.box()), asked("What does the sign say?").boxes());
        assertEquals(List.of(OWL, CAT), asked("What is next to the cat?").told());
        assertEquals(List.of(CAT), asked("What is next to the cat?").asked());
        assertEquals(List.of(CAT, OWL, SIGN), asked("Describe the image.").told());
        assertEquals(List.of(), asked("What is the background color?").boxes());
    }

    /** The question of this wording about the scene of this test. */
    private static QuestionAnswer asked(String question) {
        RandomGenerator random = Draw.generator(6);
        return Stream.generate(QuestionKind::values)
                .flatMap(Stream::of)
                .flatMap(kind -> kind.ask(SCENE, random).stream())
                .filter(asked -> asked.question().equals(question))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void onlyTheWholeAnswerIsRight() {
        QuestionAnswer truth =
                QuestionKind.BACKGROUND.ask(SCENE, Draw.generator(1)).orElseThrow();
        AnswerScore score = new AnswerScore();
        assertTrue(score.add(truth, " The background is orange.\n"));
        assertFalse(score.add(truth, "The background is orange"));
        assertFalse(score.add(truth, "the background is orange."));
        assertEquals(1, score.right(QuestionKind.BACKGROUND));
        assertEquals(3, score.asked(QuestionKind.BACKGROUND));
        assertEquals(0, score.asked(QuestionKind.SIGN));
        assertEquals(1.0 / 3, score.share());
    }
}
