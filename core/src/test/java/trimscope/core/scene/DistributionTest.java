package trimscope.core.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import trimscope.core.scene.question.Conversation;
import trimscope.core.scene.question.Conversation.Spelling;
import trimscope.core.scene.question.QuestionAnswer;
import trimscope.core.scene.question.QuestionKind;

/**
 * With another generator than the recipe's the scenes differ, yet come from the same distribution. The expected numbers
 * were measured with the recipe on 20 000 scenes (seed 31337) and, for the kinds of questions, on five turns about each
 * of the first 4000; a difference may be 4.5 of its standard errors.
 */
class DistributionTest {

    private static final int MEASURED = 20_000;
    private static final double SIGMAS = 4.5;

    /** Of scenes with 1 to 9 things. */
    private static final List<Integer> COUNTS = List.of(1295, 3709, 3814, 3837, 2457, 1780, 1173, 1124, 811);

    private static final Map<String, Integer> BACKGROUNDS = Map.of(
            "yellow", 2040, "orange", 2039, "pink", 2037, "black", 2018, "blue", 2005, "brown", 1995, "white", 1978,
            "gray", 1969, "purple", 1966, "green", 1953);

    private static final Map<QuestionKind, Double> KINDS = new EnumMap<>(Map.ofEntries(
            Map.entry(QuestionKind.WHERE, 0.1920),
            Map.entry(QuestionKind.WHAT_AT, 0.1522),
            Map.entry(QuestionKind.IS_THERE, 0.1184),
            Map.entry(QuestionKind.COUNT, 0.1168),
            Map.entry(QuestionKind.CATEGORY, 0.0588),
            Map.entry(QuestionKind.SIGN, 0.0561),
            Map.entry(QuestionKind.BACKGROUND, 0.0314),
            Map.entry(QuestionKind.NEXT_TO, 0.0248),
            Map.entry(QuestionKind.BIGGEST, 0.0099),
            Map.entry(QuestionKind.DESCRIBE, 0.1517),
            Map.entry(QuestionKind.COLOR, 0.0441),
            Map.entry(QuestionKind.RELATION, 0.0243),
            Map.entry(QuestionKind.STRAY, 0.0194)));

    private static final RandomGenerator RANDOM = new SplittableRandom(20_261_121);
    private static final List<Scene> SCENES =
            Stream.generate(() -> SceneMaker.scene(RANDOM)).limit(5000).toList();
    private static final List<Thing> THINGS =
            SCENES.stream().flatMap(scene -> scene.objects().stream()).toList();

    @Test
    void counts() {
        for (int i = 0; i < COUNTS.size(); i++) {
            int count = i + 1;
            assertShare(
                    (double) COUNTS.get(i) / MEASURED,
                    MEASURED,
                    SCENES,
                    scene -> scene.objects().size() == count);
        }
    }

    @Test
    void backgrounds() {
        BACKGROUNDS.forEach((name, count) -> assertShare(
                (double) count / MEASURED,
                MEASURED,
                SCENES,
                scene -> scene.background().equals(name)));
    }

    @Test
    void signs() {
        assertShare(0.45665, MEASURED, SCENES, scene -> scene.sign().isPresent());
        List<Sign> signs =
                SCENES.stream().flatMap(scene -> scene.sign().stream()).toList();
        assertShare(
                0.39768,
                MEASURED * 0.45,
                signs,
                sign -> Character.isLetter(sign.text().charAt(0)));
    }

    @Test
    void sizes() {
        assertShare(0.2456, MEASURED, SCENES, scene -> Math.max(scene.width(), scene.height()) <= 168);
        assertMean(271.174, 97.37, MEASURED, SCENES, Scene::width);
        assertMean(271.846, 97.54, MEASURED, SCENES, Scene::height);
        double things = MEASURED * 4.1485;
        List<Double> relative = SCENES.stream()
                .flatMap(scene ->
                        scene.objects().stream().map(thing -> thing.size() / Math.min(scene.width(), scene.height())))
                .toList();
        // Things of one scene share its density: at worst they count as one observation, which widens the error.
        assertMean(0.22172, 0.0618 * Math.sqrt(4.1485), things, relative, Double::doubleValue);
        assertMean(-0.0068, 8.976, things, THINGS, Thing::angle);
        assertMean(8.976 * 8.976, 8.976 * 8.976 * Math.sqrt(2), things, THINGS, thing -> thing.angle() * thing.angle());
        assertShare(0.40155, things, THINGS, Thing::flip);
    }

    @Test
    void kindsOfQuestions() {
        List<QuestionAnswer> turns = SCENES.stream()
                .flatMap(scene -> Conversation.about(scene, RANDOM, 5, Spelling.TEXTBOOK).stream())
                .toList();
        KINDS.forEach((kind, share) -> assertShare(share, 20_000, turns, turn -> turn.kind() == kind));
    }

    private static <T> void assertShare(double expected, double measured, List<T> drawn, Predicate<T> counted) {
        assertMean(
                expected,
                Math.sqrt(expected * (1 - expected)),
                measured,
                drawn,
                element -> counted.test(element) ? 1 : 0);
    }

    /** The means of two samples, of the recipe's and of ours, agree within the error of their difference. */
    private static <T> void assertMean(
            double expected, double deviation, double measured, List<T> drawn, ToDoubleFunction<T> value) {
        double mean = drawn.stream().mapToDouble(value).average().orElseThrow();
        double error = deviation * Math.sqrt(1 / measured + 1.0 / drawn.size());
        assertEquals(expected, mean, SIGMAS * error);
    }
}
