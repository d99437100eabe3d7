package trimscope.core.scene.question;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import trimscope.core.scene.Draw;
import trimscope.core.scene.Scene;
import trimscope.core.scene.SceneMaker;
import trimscope.core.scene.Thing;

/**
 * One scene of the measurement in the demo model's card: a question of every kind that the scene allows, and a thing to
 * point at. A seed gives the very scenes and questions of the recipe's {@code evaluate.py}.
 *
 * @param pointing "Where is the …?" about a thing that is the only one of its kind, if there is one
 */
public record Exam(Scene scene, List<QuestionAnswer> questions, Optional<QuestionAnswer> pointing) {

    public Exam {
        questions = List.copyOf(questions);
    }

    /** The first scenes of a seed. */
    public static List<Exam> first(int scenes, long seed) {
        RandomGenerator random = Draw.generator(seed);
        List<Exam> exams = new ArrayList<>();
        for (int i = 0; i < scenes; i++) {
            exams.add(next(random));
        }
        return exams;
    }

    private static Exam next(RandomGenerator random) {
        Scene scene = SceneMaker.scene(random);
        List<QuestionAnswer> questions = new ArrayList<>();
        for (QuestionKind kind : QuestionKind.values()) {
            kind.ask(scene, random).ifPresent(questions::add);
        }
        List<Thing> unique = scene.unique();
        Optional<QuestionAnswer> pointing = unique.isEmpty()
                ? Optional.empty()
                : Optional.of(pointing(scene, Draw.one(random, unique).kind()));
        return new Exam(scene, questions, pointing);
    }

    private static QuestionAnswer pointing(Scene scene, int kind) {
        Phrase question = Phrase.fill("Where is the{}?", Wording.kind(scene, kind));
        return QuestionAnswer.of(QuestionKind.WHERE, PlaceQuestions.whereIs(scene, kind, question));
    }
}
