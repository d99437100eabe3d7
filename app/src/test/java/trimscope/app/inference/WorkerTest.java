package trimscope.app.inference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import trimscope.core.chat.AnswerSettings;
import trimscope.core.chat.Trimming;
import trimscope.core.demo.EmbeddedModel;
import trimscope.core.demo.Sample;
import trimscope.core.demo.SampleGallery;

/** The worker with the embedded model and one picture, at the test's pace. */
abstract class WorkerTest {
    static final PictureId PICTURE = new PictureId(1);

    final StepwiseExecutor inference = new StepwiseExecutor();
    final InferenceWorker worker = new InferenceWorker(inference, Runnable::run);
    final Sample sample = SampleGallery.samples().get(3);
    private final List<InferenceEvent> events = new ArrayList<>();

    @BeforeEach
    void loadModelAndPicture() {
        worker.listen(events::add);
        worker.load(ModelChoice.of("demo", EmbeddedModel::folder));
        worker.read(PICTURE, sample::picture);
        inference.runAll();
    }

    @AfterEach
    void free() {
        worker.close();
        inference.runAll();
    }

    /** The sample's first question, at ratio 1 without trimming. */
    final Question question(int run, double ratio) {
        return question(sample, run, ratio == 1 ? Trimming.none() : Trimming.atRatio(ratio));
    }

    /** A sample's first question. */
    static Question question(Sample sample, int run, Trimming trimming) {
        return new Question(
                new RunId(run),
                PICTURE,
                List.of(),
                Optional.empty(),
                sample.questions().get(0),
                AnswerSettings.greedy(trimming));
    }

    /** What the worker has told so far, of one type. */
    final <E extends InferenceEvent> List<E> all(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The answers that came to their end, in that order. */
    final List<RunId> finished() {
        return all(InferenceEvent.Finished.class).stream()
                .map(InferenceEvent.Finished::run)
                .toList();
    }
}
