package trimscope.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.EngineException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.demo.EmbeddedModel;
import trimscope.core.demo.SampleGallery;
import trimscope.core.image.TiledImage;

/** Whatever kernel fails in whatever is done with a model: nothing of it is left, and it succeeds when tried again. */
class FailureLeakTest {
    private static final int[] TURN = {7, 8, 9};
    private static final int CAPACITY = 12;
    private static final Cancellation NEVER = new Cancellation();

    private static Mllama model;
    private static TiledImage picture;
    private static int[] prompt;

    @BeforeAll
    static void load() throws Exception {
        Checkpoint checkpoint = Checkpoint.open(EmbeddedModel.folder());
        model = FailingKernels.model(FailingKernels.counting(), checkpoint);
        picture = TiledImage.of(
                SampleGallery.samples().get(0).picture(),
                checkpoint.preprocessor(),
                model.config().vision().patchSize());
        prompt = new int[] {5, 6, model.config().imageTokenId(), 7};
    }

    @AfterAll
    static void close() {
        model.close();
    }

    /** Something done with a model and one picture, whose result is closed again. */
    private interface Work {
        AutoCloseable on(VisualTokens visual, DecoderRun full, DecoderRun trimmed) throws Exception;
    }

    private static final Selection TRIMMED = Selection.atRatio(0.25, true, false);
    private static final Selection LEAN = Selection.atRatio(0.25, false, true);

    @TestFactory
    Stream<DynamicTest> everyKernelMayFail() {
        return Stream.of(
                test("encode", (visual, full, trimmed) -> model.encode(List.of(picture), NEVER)),
                test("prefill, full", (visual, full, trimmed) -> prefill(visual, Selection.NONE)),
                test("prefill, trimmed", (visual, full, trimmed) -> prefill(visual, TRIMMED)),
                test("prefill, lean", (visual, full, trimmed) -> prefill(visual, LEAN)),
                test("prefill of two", (visual, full, trimmed) -> prefillTwo(visual)),
                test("continued", (visual, full, trimmed) -> trimmed.continued(TURN, CAPACITY, NEVER)),
                test("reselected", (visual, full, trimmed) -> trimmed.reselected(TURN, visual, LEAN, CAPACITY, NEVER)),
                test("rewound", (visual, full, trimmed) -> trimmed.rewound(CAPACITY)),
                test("first step", (visual, full, trimmed) -> {
                    DecoderRun run = trimmed.rewound(CAPACITY);
                    return closedOnFailure(run, () -> {
                        run.feed(1);
                        return run;
                    });
                }),
                test("batch", (visual, full, trimmed) -> DecodeBatch.of(List.of(full, trimmed), 1)),
                test("step of a batch", (visual, full, trimmed) -> {
                    DecodeBatch batch = DecodeBatch.of(List.of(full, full, trimmed), 1);
                    return closedOnFailure(batch, () -> {
                        batch.feed(new int[] {1, 2, 3});
                        return batch;
                    });
                }),
                test("map", (visual, full, trimmed) -> {
                    trimmed.attention(1, List.of(3), RowAggregation.SUM);
                    trimmed.valueNorms(0);
                    return () -> {};
                }),
                test("choice", (visual, full, trimmed) -> {
                    trimmed.choose(0.7, 5, 0.9, 0.5);
                    return () -> {};
                }));
    }

    private static AutoCloseable closedOnFailure(AutoCloseable held, Callable<AutoCloseable> work) throws Exception {
        try {
            return work.call();
        } catch (EngineException e) {
            held.close();
            throw e;
        }
    }

    private static DecoderRun prefill(VisualTokens visual, Selection selection) {
        return model.prefill(prompt, Optional.of(visual), selection, CAPACITY, NEVER);
    }

    private static AutoCloseable prefillTwo(VisualTokens visual) {
        Optional<VisualTokens> pictures = Optional.of(visual);
        List<DecoderRun> runs = model.prefill(
                List.of(Prompt.of(prompt, pictures, TRIMMED, CAPACITY), Prompt.of(prompt, pictures, LEAN, CAPACITY)),
                NEVER);
        return () -> runs.forEach(DecoderRun::close);
    }

    private static DynamicTest test(String name, Work work) {
        return DynamicTest.dynamicTest(name, () -> failEverywhere(work));
    }

    private static void failEverywhere(Work work) throws Exception {
        try (VisualTokens visual = model.encode(List.of(picture), NEVER);
                DecoderRun full = prefill(visual, Selection.NONE);
                DecoderRun trimmed = prefill(visual, TRIMMED)) {
            float[] logits = trimmed.logits();
            LiveArrays before = LiveArrays.of(model);
            int failures = 0;
            while (fails(work, visual, full, trimmed, failures + 1)) {
                failures++;
                assertEquals(before, LiveArrays.of(model), "after a failure in call " + failures);
            }
            assertTrue(failures > 0, "no kernel is called");
            assertEquals(before, LiveArrays.of(model), "after success");
            assertArrayEquals(logits, trimmed.logits());
        }
    }

    private static boolean fails(Work work, VisualTokens visual, DecoderRun full, DecoderRun trimmed, int call)
            throws Exception {
        FailingKernels.failAt(model.kernels(), call);
        try {
            work.on(visual, full, trimmed).close();
            return false;
        } catch (EngineException e) {
            assertTrue(String.valueOf(e.getMessage()).contains(FailingKernels.MESSAGE), e::toString);
            return true;
        } finally {
            FailingKernels.failAt(model.kernels(), 0);
        }
    }
}
