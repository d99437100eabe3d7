package trimscope.core.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import trimscope.core.chat.ChatModel;
import trimscope.core.chat.ChatSession;
import trimscope.core.chat.ContextLimitException;
import trimscope.core.model.Cancellation;
import trimscope.core.scene.drawing.SceneRenderer;
import trimscope.core.scene.question.Exam;
import trimscope.core.scene.question.QuestionAnswer;
import trimscope.core.scene.question.QuestionKind;

/** A {@link SceneSweep} on its way: the steps of each scene's own sweep, one scene after the other. Holds one encoded picture at most. */
public final class SceneSweepRun implements Stepwise {
    private final ChatModel model;
    private final long seed;
    private final SweepSettings settings;
    private final Cancellation cancellation;
    private final List<Exam> exams;
    private final List<SceneCase> cases = new ArrayList<>();
    private Optional<Scene> current = Optional.empty();

    private record Scene(ChatSession session, QuestionAnswer question, SweepRun sweep) {}

    /**
     * A sweep that has not begun.
     *
     * @param scenes number of scenes, at least 1
     */
    public SceneSweepRun(ChatModel model, int scenes, long seed, SweepSettings settings, Cancellation cancellation) {
        this.model = model;
        this.seed = seed;
        this.settings = settings;
        this.cancellation = cancellation;
        exams = Exam.first(scenes, seed);
    }

    @Override
    public boolean hasNext() {
        return cases.size() < exams.size();
    }

    @Override
    public void next() throws ContextLimitException {
        Scene scene = current.orElseGet(this::begin);
        current = Optional.of(scene);
        scene.sweep().next();
        if (!scene.sweep().hasNext()) {
            int index = cases.size();
            Sweep finished = scene.sweep().sweep().orElseThrow();
            cases.add(new SceneCase(index, exams.get(index).scene(), scene.question(), finished));
            close();
        }
    }

    private Scene begin() {
        Exam exam = exams.get(cases.size());
        QuestionAnswer question = question(exam, cases.size());
        ChatSession session = model.open(SceneRenderer.draw(exam.scene()), cancellation);
        return new Scene(
                session, question, new SweepRun(session, List.of(), question.question(), settings, cancellation));
    }

    private static QuestionAnswer question(Exam exam, int index) {
        List<QuestionAnswer> answerable = exam.questions().stream()
                .filter(question -> question.kind() != QuestionKind.STRAY)
                .toList();
        return answerable.get(index % answerable.size());
    }

    @Override
    public int done() {
        return cases.size() * settings.points()
                + current.map(scene -> scene.sweep().done()).orElse(0);
    }

    @Override
    public int all() {
        return exams.size() * settings.points();
    }

    /** The scenes that are finished. */
    public SceneSweep sweep() {
        return new SceneSweep(seed, cases);
    }

    @Override
    public void close() {
        current.ifPresent(scene -> {
            scene.sweep().close();
            scene.session().close();
        });
        current = Optional.empty();
    }
}
