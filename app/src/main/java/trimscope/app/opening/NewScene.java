package trimscope.app.opening;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.LibraryPicture;
import trimscope.core.scene.Scene;
import trimscope.core.scene.SceneMaker;
import trimscope.core.scene.drawing.SceneRenderer;
import trimscope.core.scene.question.QuestionAnswer;
import trimscope.core.scene.question.QuestionKind;

/** Draws demo scenes that nobody has seen, each with questions that have one clear answer. */
public final class NewScene {
    private static final int FEWEST_THINGS = 3;
    private static final String NAME = "scene ";
    /** What to suggest where the scene allows it; the first is asked at once. */
    private static final List<QuestionKind> SUGGESTED = List.of(
            QuestionKind.WHERE,
            QuestionKind.WHAT_AT,
            QuestionKind.SIGN,
            QuestionKind.COUNT,
            QuestionKind.BIGGEST,
            QuestionKind.DESCRIBE);

    private final Exploration exploration;
    private final RandomGenerator random;

    public NewScene(Exploration exploration, RandomGenerator random) {
        this.exploration = exploration;
        this.random = random;
    }

    /** Puts a fresh scene into the library, opens it and asks its first question. */
    public void open() {
        Scene scene = scene();
        List<String> questions = SUGGESTED.stream()
                .filter(kind -> kind != QuestionKind.SIGN || scene.sign().isPresent())
                .map(kind -> kind.ask(scene, random))
                .flatMap(Optional::stream)
                .map(QuestionAnswer::question)
                .distinct()
                .toList();
        LibraryPicture drawn =
                exploration.add(name(), LibraryPicture.Origin.DRAWN, questions, () -> SceneRenderer.draw(scene));
        exploration.open(drawn);
        questions.stream().findFirst().ifPresent(exploration::ask);
    }

    /** A scene with enough in it to talk about. */
    private Scene scene() {
        Scene scene = SceneMaker.scene(random.nextLong());
        while (scene.unique().size() < FEWEST_THINGS) {
            scene = SceneMaker.scene(random.nextLong());
        }
        return scene;
    }

    /** Counts on from the samples and the scenes before. */
    private String name() {
        int last = exploration.pictures().stream()
                .map(LibraryPicture::name)
                .filter(name -> name.matches(NAME + "\\d{1,6}"))
                .mapToInt(name -> Integer.parseInt(name.substring(NAME.length())))
                .max()
                .orElse(0);
        return NAME + (last + 1);
    }
}
