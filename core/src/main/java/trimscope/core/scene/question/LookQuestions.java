package trimscope.core.scene.question;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import trimscope.core.scene.Catalog;
import trimscope.core.scene.Draw;
import trimscope.core.scene.Scene;

/** Questions about what something looks like: colours and the writing on the sign. */
final class LookQuestions {

    private static final List<String> SIGN = List.of(
            "What does the sign say?",
            "What does the sign say?",
            "Read the sign.",
            "What is written on the sign?",
            "What is the text?",
            "What's on the sign?",
            "What is on the sign?",
            "What text is in the picture?");

    private static final List<String> BACKGROUND =
            List.of("What color is the background?", "Which color is the background?", "What is the background color?");

    private static final List<String> COLOR =
            List.of("What color is the{}?", "Which color is the{}?", "What is the color of the{}?");

    private LookQuestions() {}

    static Optional<Exchange> sign(Scene scene, RandomGenerator random) {
        Phrase question = Phrase.of(Draw.one(random, SIGN));
        return Optional.of(scene.sign()
                .map(sign -> new Exchange(
                        question, Phrase.fill("The sign says{}.", Wording.about(sign.text(), List.of(sign)))))
                .orElseGet(() -> Exchange.of(question, "There is no sign.")));
    }

    static Optional<Exchange> background(Scene scene, RandomGenerator random) {
        Phrase question = Phrase.of(Draw.one(random, BACKGROUND));
        return Optional.of(Exchange.of(question, "The background is " + scene.background() + "."));
    }

    static Optional<Exchange> color(Scene scene, RandomGenerator random) {
        int kind = Wording.someKind(scene, random, 0.9);
        Phrase name = Wording.kind(scene, kind);
        Phrase question = Phrase.fill(Draw.one(random, COLOR), name);
        if (scene.things(kind).isEmpty()) {
            return Optional.of(Exchange.of(question, "There is no " + Wording.name(kind) + " in the picture."));
        }
        String color = Catalog.KINDS.get(kind).color();
        return Optional.of(new Exchange(question, Phrase.fill("The{} is " + color + ".", name)));
    }
}
