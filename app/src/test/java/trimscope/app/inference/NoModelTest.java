package trimscope.app.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trimscope.core.chat.Trimming;
import trimscope.core.demo.EmbeddedModel;
import trimscope.core.demo.Sample;
import trimscope.core.demo.SampleGallery;

/** A start whose model cannot be unpacked, as on a full disk. */
class NoModelTest {
    private final StepwiseExecutor inference = new StepwiseExecutor();
    private final InferenceWorker worker = new InferenceWorker(inference, Runnable::run);
    private final Sample sample = SampleGallery.samples().get(3);
    private final List<InferenceEvent> events = new ArrayList<>();

    @BeforeEach
    void begin() {
        worker.listen(events::add);
        worker.load(ModelChoice.of("demo", () -> {
            throw new IOException("No space left on device");
        }));
        worker.read(WorkerTest.PICTURE, sample::picture);
        worker.encode(WorkerTest.PICTURE);
    }

    @AfterEach
    void free() {
        worker.close();
        inference.runAll();
    }

    @Test
    void onlyTheCauseIsToldOfAPictureThatWaits() {
        inference.runAll();
        assertEquals(
                List.of(new InferenceEvent.Failed("No space left on device")),
                events.stream()
                        .filter(event ->
                                event instanceof InferenceEvent.Failed || event instanceof InferenceEvent.PictureFailed)
                        .toList());
    }

    @Test
    void aQuestionIsToldWhatToDo() {
        worker.ask(WorkerTest.question(sample, 1, Trimming.none()));
        inference.runAll();
        assertEquals(
                List.of(new InferenceEvent.RunFailed(
                        new RunId(1), "There is no model to answer: choose one with Ctrl+M.")),
                events.stream()
                        .filter(InferenceEvent.RunFailed.class::isInstance)
                        .toList());
    }

    @Test
    void theModelThatComesAtLastEncodesThePicture() {
        inference.runAll();
        worker.load(ModelChoice.of("demo", EmbeddedModel::folder));
        inference.runAll();
        assertEquals(
                1,
                events.stream()
                        .filter(InferenceEvent.PictureEncoded.class::isInstance)
                        .count());
    }
}
