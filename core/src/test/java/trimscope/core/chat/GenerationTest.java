package trimscope.core.chat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trimscope.core.model.Cancellation;
import trimscope.core.model.DecoderRun;
import trimscope.core.model.LiveArrays;
import trimscope.core.model.Selection;
import trimscope.core.pruning.Candidates;
import trimscope.core.pruning.KeptTokens;
import trimscope.core.pruning.TrimmedLlama;
import trimscope.core.pruning.TrimmingRule;

/** One answer: sampling, its ends, cancellation, and the two ways to hold a picture. */
class GenerationTest extends SessionTest {
    private static final String QUESTION = "What is in the picture?";

    GenerationTest() {
        super(3);
    }

    private List<Integer> tokens(AnswerSettings settings) throws Exception {
        try (Generation generation = EmbeddedChat.answer(session, QUESTION, settings)) {
            return generation.tokens();
        }
    }

    private static AnswerSettings sampled(double temperature, int topK, double topP, long seed) {
        return new AnswerSettings(Trimming.none(), new Sampling(temperature, topK, topP, seed), 60, false);
    }

    @Test
    void ratioOneIsNoTrimmingBitForBit() throws Exception {
        AnswerSettings one = AnswerSettings.greedy(Trimming.atRatio(1));
        try (Generation generation = session.ask(List.of(), QUESTION, one, new Cancellation());
                Generation complete = EmbeddedChat.answer(session, QUESTION, one);
                DecoderRun plain = model.mllama()
                        .prefill(
                                model.layout().prompt(List.of(), QUESTION),
                                Optional.of(session.visual(new Cancellation())),
                                Selection.NONE,
                                200,
                                new Cancellation())) {
            assertTrue(generation.prefill().kept().isEmpty());
            List<Integer> answer = complete.tokens();
            List<float[]> wanted = EmbeddedChat.logits(plain, answer);
            List<float[]> found = EmbeddedChat.logits(generation.run(), answer);
            for (int i = 0; i < wanted.size(); i++) {
                assertArrayEquals(wanted.get(i), found.get(i), "step " + i);
            }
            assertEquals(complete.costs().cacheBytesFull(), complete.costs().cacheBytes());
        }
    }

    @Test
    void aSeedRepeatsItsAnswerAndSeedsDiffer() throws Exception {
        Set<List<Integer>> answers = new HashSet<>();
        for (int seed = 0; seed < 4; seed++) {
            List<Integer> answer = tokens(sampled(1, 0, 1, seed));
            assertEquals(answer, tokens(sampled(1, 0, 1, seed)));
            answers.add(answer);
        }
        assertTrue(answers.size() > 1, "four seeds gave one answer");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void oneCandidateIsGreedy(long seed) throws Exception {
        List<Integer> greedy = tokens(AnswerSettings.greedy(Trimming.none()));
        assertEquals(greedy, tokens(sampled(1, 1, 1, seed)));
        assertEquals(greedy, tokens(sampled(1, 0, 1e-6, seed)));
    }

    @Test
    void theAnswerEndsAtTheMostTokensAskedFor() throws Exception {
        AnswerSettings four = EmbeddedChat.greedy(0.5, 4, false);
        try (Generation generation = EmbeddedChat.answer(session, QUESTION, four)) {
            assertEquals(FinishReason.MAX_TOKENS, generation.finishReason());
            assertEquals(4, generation.steps().size());
            assertFalse(generation.hasNext());
            assertThrows(NoSuchElementException.class, generation::next);
        }
        assertThrows(IllegalArgumentException.class, () -> EmbeddedChat.greedy(0.5, 0, false));
    }

    @Test
    void theStopTokenIsCountedButNotShown() throws Exception {
        try (Generation generation = EmbeddedChat.answer(session, QUESTION, AnswerSettings.greedy(Trimming.none()))) {
            assertEquals(FinishReason.STOP_TOKEN, generation.finishReason());
            List<GenerationStep> steps = generation.steps();
            assertTrue(steps.get(steps.size() - 1).stop());
            assertEquals(1, steps.stream().filter(GenerationStep::stop).count());
            assertEquals(
                    generation.text(), steps.stream().map(GenerationStep::text).reduce("", String::concat));
            for (GenerationStep step : steps) {
                assertTrue(step.probability() > 0 && step.probability() <= 1);
            }
        }
    }

    /** Raises the flag in the middle of a prefill: when the first cross-attention layer has been read. */
    private record CancellingRule(Cancellation cancellation) implements TrimmingRule {
        @Override
        public String name() {
            return "cancelling";
        }

        @Override
        public String description() {
            return "cancels while it selects";
        }

        @Override
        public KeptTokens select(Candidates candidates, double ratio) {
            cancellation.cancel();
            return new TrimmedLlama().select(candidates, ratio);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void cancellationDuringPrefillLeavesTheSessionUsable(boolean lean) throws Exception {
        List<Integer> before = tokens(EmbeddedChat.greedy(0.25, 60, false));
        Cancellation cancellation = new Cancellation();
        Trimming cancelling = Trimming.by(new CancellingRule(cancellation), 0.25);
        AnswerSettings settings = new AnswerSettings(cancelling, Sampling.GREEDY, 60, lean);
        LiveArrays arrays = LiveArrays.of(model.mllama());
        assertThrows(CancellationException.class, () -> session.ask(List.of(), QUESTION, settings, cancellation));
        assertEquals(arrays, LiveArrays.of(model.mllama()));
        assertEquals(before, tokens(EmbeddedChat.greedy(0.25, 60, false)));
        assertEquals(1, session.encodings());
    }

    @Test
    void cancellationDuringAFurtherTurnLeavesTheEarlierAnswerUsable() throws Exception {
        AnswerSettings settings = EmbeddedChat.greedy(0.25, 60, false);
        Cancellation raised = new Cancellation();
        raised.cancel();
        try (Generation first = EmbeddedChat.answer(session, QUESTION, settings)) {
            LiveArrays arrays = LiveArrays.of(model.mllama());
            assertThrows(CancellationException.class, () -> session.followUp(first, "And?", settings, raised));
            assertEquals(arrays, LiveArrays.of(model.mllama()));
            try (Generation next = session.followUp(first, "And?", settings, new Cancellation())) {
                assertTrue(next.hasNext());
            }
        }
    }

    @Test
    void cancellationWhileThePictureIsEncodedLeavesNothingBehind() {
        Cancellation raised = new Cancellation();
        raised.cancel();
        LiveArrays arrays = LiveArrays.of(model.mllama());
        assertThrows(CancellationException.class, () -> model.open(EmbeddedChat.picture(1), raised));
        assertEquals(arrays, LiveArrays.of(model.mllama()));
    }

    @Test
    void cancellationDuringTheAnswerKeepsWhatThereIs() throws Exception {
        AnswerSettings settings = EmbeddedChat.greedy(0.25, 60, false);
        List<Integer> whole = tokens(settings);
        Cancellation cancellation = new Cancellation();
        try (Generation generation = session.ask(List.of(), QUESTION, settings, cancellation)) {
            generation.next();
            generation.next();
            cancellation.cancel();
            assertFalse(generation.hasNext());
            assertThrows(NoSuchElementException.class, generation::next);
            assertEquals(FinishReason.CANCELLED, generation.finishReason());
            assertEquals(whole.subList(0, 2), generation.tokens());
        }
        assertEquals(whole, tokens(settings));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 1})
    void leanGivesTheSameTokens(double ratio) throws Exception {
        AnswerSettings explore = EmbeddedChat.greedy(ratio, 60, false);
        AnswerSettings lean = EmbeddedChat.greedy(ratio, 60, true);
        assertEquals(tokens(explore), tokens(lean));
    }

    @Test
    void leanReallyHoldsLess() throws Exception {
        long explore = bytesHeldBy(0.1, false);
        long lean = bytesHeldBy(0.1, true);
        try (Generation full = EmbeddedChat.answer(session, QUESTION, EmbeddedChat.greedy(1, 4, false));
                Generation trimmed = EmbeddedChat.answer(session, QUESTION, EmbeddedChat.greedy(0.1, 4, true))) {
            Costs costs = trimmed.costs();
            assertEquals(full.costs().cacheBytes(), costs.cacheBytesFull());
            assertTrue(costs.cacheBytes() < costs.cacheBytesFull() / 2);
            // The session's states and the first layer's shared cache go; the run's own caches stay in both.
            long layers = model.info().crossLayers().size();
            assertTrue(explore - lean >= costs.cacheBytesFull() / layers, explore + " " + lean);
        }
    }

    /** Bytes of all native arrays while such an answer is open on a picture of its own. */
    private static long bytesHeldBy(double ratio, boolean lean) throws Exception {
        try (ChatSession own = EmbeddedChat.open(model, 3);
                Generation generation = EmbeddedChat.answer(own, QUESTION, EmbeddedChat.greedy(ratio, 4, lean))) {
            assertEquals(4, generation.tokens().size());
            return LiveArrays.of(model.mllama()).bytes();
        }
    }

    @Test
    void aLeanAnswerLetsThePictureGoAndTheNextQuestionEncodesItAnew() throws Exception {
        AnswerSettings lean = EmbeddedChat.greedy(0.25, 60, true);
        List<Integer> first = tokens(lean);
        assertEquals(1, session.encodings());
        assertEquals(first, tokens(lean));
        assertEquals(2, session.encodings());
    }
}
