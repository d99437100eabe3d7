package trimscope.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import trimscope.core.model.ReferenceCase.Prefilled;
import trimscope.core.pruning.KeptTokens;
import trimscope.core.pruning.SelectionScores;

/** Conversations in a batch against the same ones alone: other prompts, pictures and kept sets beside them change nothing. */
class DecodeBatchTest {
    private static final float TOLERANCE = 1e-4f;
    private static final int STEPS = 6;

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyCaseOfASetInOneBatch() throws Exception {
        return ReferenceSet.all().stream()
                .map(set -> DynamicTest.dynamicTest(set.name(), () -> {
                    ReferenceModels models = models(set);
                    List<DecoderRun> runs = new ArrayList<>();
                    for (ReferenceCase c : models.cases()) {
                        // One switch at a time: all runs of a batch are of one model.
                        if (c.hasImages()) {
                            runs.add(prefilled(c, Selection.NONE));
                            runs.add(prefilled(c, trimmed(0.25, false)));
                            runs.add(prefilled(c, trimmed(0.05, true)));
                        }
                    }
                    long lengths =
                            runs.stream().map(DecoderRun::length).distinct().count();
                    assertTrue(runs.size() <= 3 || lengths > 1, "cases of different lengths");
                    assertSameAlone(runs);
                }));
    }

    @Test
    void withoutPictures() throws Exception {
        ReferenceCase c = casesOfFirstSet(false).get(0);
        List<DecoderRun> runs = new ArrayList<>();
        for (int length : new int[] {c.ids().length, 2, c.ids().length - 1}) {
            Prefilled prefilled = c.prefill(c.model(), Arrays.copyOf(c.ids(), length), Selection.NONE, Observer.NONE);
            opened.add(prefilled);
            runs.add(prefilled.run().continued(new int[] {1}, length + 1 + STEPS, new Cancellation()));
            opened.add(runs.get(runs.size() - 1));
        }
        assertSameAlone(runs);
    }

    @Test
    void keysOfOnePictureAreHeldOnce() throws Exception {
        ReferenceCase c = casesOfFirstSet(true).get(0);
        VisualTokens visual = c.model().encode(c.tiled(), new Cancellation());
        opened.add(visual);
        List<DecoderRun> runs = new ArrayList<>();
        for (int more = 0; more < 3; more++) {
            int[] ids = IntStream.concat(IntStream.of(c.ids()), IntStream.range(1, 1 + more))
                    .toArray();
            runs.add(c.model()
                    .prefill(ids, Optional.of(visual), Selection.NONE, ids.length + STEPS, new Cancellation()));
        }
        opened.addAll(runs);
        try (DecodeBatch batch = DecodeBatch.of(runs, 1)) {
            int layers = c.config().text().crossLayers().size();
            long seen = runs.get(0).seen(0).columns().stream()
                    .mapToLong(Visibility.Range::length)
                    .sum();
            long perToken =
                    2L * c.config().text().keyValueHeads() * c.config().text().headSize() * Float.BYTES;
            assertEquals(layers * seen * perToken, batch.crossCacheBytes());
        }
        assertSameAlone(runs);
    }

    @Test
    void refusesWhatCannotBeTogether() throws Exception {
        DecoderRun with = prefilled(casesOfFirstSet(true).get(0), Selection.NONE);
        DecoderRun without = prefilled(casesOfFirstSet(false).get(0), Selection.NONE);
        assertThrows(IllegalArgumentException.class, () -> DecodeBatch.of(List.of(), 1));
        assertThrows(IllegalArgumentException.class, () -> DecodeBatch.of(List.of(with, without), 1));
        try (DecodeBatch batch = DecodeBatch.of(List.of(with), 1)) {
            assertThrows(IllegalArgumentException.class, () -> batch.feed(new int[] {1, 2}));
            batch.feed(new int[] {1});
            assertThrows(IllegalStateException.class, () -> batch.feed(new int[] {1}));
        }
    }

    /** Feeds every run the likeliest tokens, alone and in a batch. */
    private void assertSameAlone(List<DecoderRun> runs) {
        assertFalse(runs.isEmpty());
        try (DecodeBatch batch = DecodeBatch.of(runs, STEPS)) {
            for (int step = 0; step < STEPS; step++) {
                float[][] found = batch.logits();
                List<DecoderRun.Choice> choices = batch.likeliest();
                for (int i = 0; i < runs.size(); i++) {
                    float[] alone = runs.get(i).logits();
                    float largest = 1;
                    for (float value : alone) {
                        largest = Math.max(largest, Math.abs(value));
                    }
                    assertArrayEquals(alone, found[i], TOLERANCE * largest, "step " + step + ", run " + i);
                    DecoderRun.Choice choice = runs.get(i).choose(0, 0, 1, 0);
                    assertEquals(choice.token(), choices.get(i).token());
                    assertEquals(choice.probability(), choices.get(i).probability(), TOLERANCE);
                    runs.get(i).feed(choice.token());
                }
                batch.feed(choices.stream().mapToInt(DecoderRun.Choice::token).toArray());
            }
        }
    }

    private DecoderRun prefilled(ReferenceCase c, Selection selection) {
        Prefilled prefilled = c.prefill(c.model(), selection, Observer.NONE);
        opened.add(prefilled);
        return prefilled.run();
    }

    private static Selection trimmed(double ratio, boolean first) {
        return new Selection(Optional.of(scores -> union(scores, ratio)), first, false);
    }

    private static KeptTokens union(SelectionScores scores, double ratio) {
        return scores.union(scores.perHead(ratio));
    }

    private ReferenceModels models(ReferenceSet set) throws Exception {
        ReferenceModels models = ReferenceModels.of(set);
        opened.add(models);
        return models;
    }

    private List<ReferenceCase> casesOfFirstSet(boolean images) throws Exception {
        return models(ReferenceSet.all().get(0)).cases().stream()
                .filter(c -> c.hasImages() == images)
                .toList();
    }
}
