package trimscope.app.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import trimscope.core.demo.EmbeddedModel;
import trimscope.core.evaluation.SweepSettings;
import trimscope.core.pruning.RegularGrid;
import trimscope.core.pruning.TrimmedLlama;

/** Sweeps make room for whatever else is asked. */
class SweepWorkTest extends WorkerTest {
    private static final SweepSettings SETTINGS =
            new SweepSettings(List.of(new TrimmedLlama(), new RegularGrid()), List.of(1.0, 0.1));

    @Test
    void pointsComeOneByOneOnOneEncoding() {
        worker.sweep(order(1));
        inference.runAll();

        assertEquals(
                List.of(0, 1, 2, 3, 4),
                all(InferenceEvent.SweepAdvanced.class).stream()
                        .map(InferenceEvent.SweepAdvanced::done)
                        .toList());
        assertEquals(1, all(InferenceEvent.PictureEncoded.class).size());
        assertEquals(
                List.of(false),
                all(InferenceEvent.SweepEnded.class).stream()
                        .map(InferenceEvent.SweepEnded::cancelled)
                        .toList());
        var points = all(InferenceEvent.SweepAdvanced.class).get(4).result().orElseThrow();
        assertEquals(4, points.summaries().size());
        assertEquals(1, points.summaries().get(0).agreement());
        assertEquals(1, points.summaries().get(0).keptShare());
        assertTrue(points.forms("demo").csv().startsWith("rule,ratio,"));
    }

    @Test
    void anAnswerGoesFirstAndTheSweepGoesOnAfterIt() {
        worker.sweep(order(1));
        inference.runUntil(() -> !all(InferenceEvent.SweepAdvanced.class).isEmpty());
        worker.ask(question(1, 0.25));
        inference.runUntil(() -> !all(InferenceEvent.Prefilled.class).isEmpty());
        int before = all(InferenceEvent.SweepAdvanced.class).size();
        inference.runUntil(() -> !all(InferenceEvent.Finished.class).isEmpty());
        assertEquals(before, all(InferenceEvent.SweepAdvanced.class).size());

        inference.runAll();
        assertEquals(5, all(InferenceEvent.SweepAdvanced.class).size());
        assertEquals(1, all(InferenceEvent.SweepEnded.class).size());
    }

    @Test
    void mapsAreServedBetweenTwoPoints() {
        worker.ask(question(1, 0.25));
        inference.runAll();
        worker.sweep(order(1));
        inference.runUntil(() -> !all(InferenceEvent.SweepAdvanced.class).isEmpty());
        worker.map(new MapQuery(new RunId(1), List.of(10)));
        inference.runUntil(() -> !all(InferenceEvent.MapsReady.class).isEmpty());

        assertTrue(all(InferenceEvent.SweepAdvanced.class).size() <= 2);
    }

    @Test
    void aCancelledSweepEndsEvenWhileItWaitsForAnAnswer() {
        worker.sweep(order(1));
        worker.ask(question(1, 0.25));
        inference.runUntil(() -> !all(InferenceEvent.Prefilled.class).isEmpty());
        worker.cancelSweep();
        inference.runUntil(() -> !all(InferenceEvent.SweepEnded.class).isEmpty());

        assertTrue(all(InferenceEvent.Finished.class).isEmpty());
        assertTrue(all(InferenceEvent.SweepEnded.class).get(0).cancelled());
    }

    @Test
    void anotherSweepTakesThePlaceOfTheFirst() {
        worker.sweep(order(1));
        inference.runUntil(() -> all(InferenceEvent.SweepAdvanced.class).size() == 2);
        worker.sweep(order(2));
        inference.runAll();

        assertEquals(
                List.of(1, 2),
                all(InferenceEvent.SweepEnded.class).stream()
                        .map(end -> end.order().number())
                        .toList());
        assertTrue(all(InferenceEvent.SweepEnded.class).get(0).cancelled());
    }

    @Test
    void scenesAreAskedOneAfterTheOther() {
        SweepSettings settings = new SweepSettings(List.of(new TrimmedLlama()), List.of(0.05), 40);
        worker.sweep(new SweepOrder(1, new SweepSource.OfScenes(2, 5), settings));
        inference.runAll();

        List<InferenceEvent.SweepAdvanced> steps = all(InferenceEvent.SweepAdvanced.class);
        assertEquals(
                List.of(0, 1, 1, 2),
                steps.stream().map(InferenceEvent.SweepAdvanced::done).toList());
        assertEquals(2, steps.get(3).result().orElseThrow().summaries().get(0).questions());
    }

    @Test
    void anotherModelEndsTheSweep() {
        worker.sweep(order(1));
        inference.runUntil(() -> !all(InferenceEvent.SweepAdvanced.class).isEmpty());
        worker.load(ModelChoice.of("demo", EmbeddedModel::folder));
        inference.runAll();

        assertTrue(all(InferenceEvent.SweepEnded.class).get(0).cancelled());
    }

    @Test
    void aSweepOverAnUnreadPictureFailsAlone() {
        SweepSource nowhere = new SweepSource.OfQuestion(new PictureId(99), List.of(), "What is this?");
        worker.sweep(new SweepOrder(7, nowhere, SETTINGS));
        inference.runAll();

        assertEquals(7, all(InferenceEvent.SweepFailed.class).get(0).order().number());
        worker.ask(question(1, 0.25));
        inference.runAll();
        assertEquals(1, all(InferenceEvent.Finished.class).size());
    }

    private SweepOrder order(int number) {
        return new SweepOrder(
                number,
                new SweepSource.OfQuestion(
                        PICTURE, List.of(), sample.questions().get(0)),
                SETTINGS);
    }
}
