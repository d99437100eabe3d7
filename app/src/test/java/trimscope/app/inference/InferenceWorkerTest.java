package trimscope.app.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import trimscope.core.chat.AnswerSettings;
import trimscope.core.chat.FinishReason;
import trimscope.core.chat.Trimming;
import trimscope.core.demo.EmbeddedModel;

class InferenceWorkerTest extends WorkerTest {
    @BeforeEach
    void encodePicture() {
        worker.encode(PICTURE);
        inference.runAll();
    }

    @Test
    void anAnswerComesTokenByTokenAndThenItsFigures() {
        worker.ask(question(1, 1));
        inference.runAll();

        assertEquals(1, all(InferenceEvent.ModelLoaded.class).size());
        assertEquals(1, all(InferenceEvent.PictureEncoded.class).size());
        assertEquals(1, all(InferenceEvent.Prefilled.class).size());
        StringBuilder text = new StringBuilder();
        all(InferenceEvent.Stepped.class)
                .forEach(stepped -> text.append(stepped.step().text()));
        assertEquals("There is a sunflower at the center.", text.toString());
        assertEquals(
                FinishReason.STOP_TOKEN,
                all(InferenceEvent.Finished.class).get(0).reason());
        assertEquals(
                all(InferenceEvent.Stepped.class).size(),
                all(InferenceEvent.Measured.class).size());
    }

    @Test
    void mapsAreServedBetweenTwoStepsAndOfManyOnlyTheLast() {
        worker.ask(question(1, 0.25));
        inference.runUntil(() -> all(InferenceEvent.Stepped.class).size() == 2);
        for (int position = 5; position < 12; position++) {
            worker.map(new MapQuery(new RunId(1), List.of(position)));
        }
        inference.runUntil(() -> !all(InferenceEvent.MapsReady.class).isEmpty());

        assertTrue(all(InferenceEvent.Finished.class).isEmpty(), "the answer still runs");
        inference.runAll();
        List<InferenceEvent.MapsReady> ready = all(InferenceEvent.MapsReady.class);
        assertEquals(1, ready.size());
        assertEquals(List.of(11), ready.get(0).maps().query().positions());
        assertEquals(1, ready.get(0).maps().maps().map(6, 0).total(), 1e-4);
        assertEquals(1, all(InferenceEvent.Finished.class).size());
    }

    @Test
    void aStoppedAnswerEndsAfterItsStep() {
        worker.ask(question(1, 1));
        inference.runUntil(() -> all(InferenceEvent.Stepped.class).size() == 3);
        worker.stop();
        inference.runAll();

        assertEquals(3, all(InferenceEvent.Stepped.class).size());
        assertEquals(
                FinishReason.CANCELLED,
                all(InferenceEvent.Finished.class).get(0).reason());
    }

    @Test
    void aPictureThatIsOpenedWhileAnotherWaitsIsReadFirst() {
        PictureId later = new PictureId(99);
        Question first = question(1, 1);
        worker.encode(PICTURE);
        worker.ask(first);
        worker.read(later, sample::picture);
        worker.encode(later);
        worker.ask(new Question(new RunId(2), later, first.earlier(), first.follows(), first.text(), first.settings()));
        inference.runAll();

        assertEquals(List.of(), all(InferenceEvent.RunFailed.class));
        assertEquals(
                List.of(PICTURE, later),
                all(InferenceEvent.PictureEncoded.class).stream()
                        .map(InferenceEvent.PictureEncoded::picture)
                        .toList());
        assertEquals(List.of(new RunId(2)), finished());
    }

    @Test
    void ofAStormOfQuestionsOnlyTheLastIsAnswered() {
        for (int run = 1; run <= 5; run++) {
            worker.ask(question(run, run / 10.0));
        }
        inference.runAll();

        assertEquals(4, all(InferenceEvent.NeverBegun.class).size());
        assertEquals(List.of(new RunId(5)), finished());
    }

    @Test
    void aFollowUpStandsOnTheCachesOfTheAnswerBefore() {
        worker.ask(question(1, 0.1));
        inference.runAll();
        var before = all(InferenceEvent.Prefilled.class).get(0).prefill();
        worker.ask(new Question(
                new RunId(2),
                PICTURE,
                all(InferenceEvent.Finished.class).get(0).conversation(),
                Optional.of(new RunId(1)),
                "Locate the cactus.",
                AnswerSettings.greedy(Trimming.atRatio(0.1))));
        inference.runAll();

        var after = all(InferenceEvent.Prefilled.class).get(1).prefill();
        assertEquals(before.kept(), after.kept());
        assertTrue(after.tokens().size() > before.tokens().size());
    }

    @Test
    void aBrokenFolderIsOneSentenceAndTheWorkerLivesOn() {
        worker.load(ModelChoice.of("broken", () -> Path.of("no-such-folder")));
        inference.runAll();
        List<InferenceEvent.Failed> failed = all(InferenceEvent.Failed.class);
        assertEquals(1, failed.size());
        assertFalse(failed.get(0).sentence().isBlank());

        worker.load(ModelChoice.of("demo", EmbeddedModel::folder));
        worker.ask(question(1, 1));
        inference.runAll();
        assertEquals(1, all(InferenceEvent.Finished.class).size());
    }

    @Test
    void aQuestionAboutAnUnreadPictureFailsAlone() {
        worker.ask(new Question(
                new RunId(7),
                new PictureId(99),
                List.of(),
                Optional.empty(),
                "What is this?",
                AnswerSettings.greedy(Trimming.none())));
        inference.runAll();

        assertEquals(new RunId(7), all(InferenceEvent.RunFailed.class).get(0).run());
    }
}
