package trimscope.core.chat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** Answers that are given to the model, and answers from the same prompt once more. */
class ForcedAnswerTest extends SessionTest {
    private static final int ROOM = 64;

    ForcedAnswerTest() {
        super(1);
    }

    private Generation ask(double ratio) throws Exception {
        return session.ask(List.of(), questions().get(0), AnswerSettings.greedy(Trimming.atRatio(ratio)), NEVER);
    }

    @Test
    void forcedOwnAnswerIsTheAnswer() throws Exception {
        try (Generation answer = ask(0.1);
                Generation forced = ask(0.1)) {
            answer.forEachRemaining(step -> {});
            for (GenerationStep step : answer.steps()) {
                assertEquals(step.token(), forced.distribution().likeliest());
                GenerationStep same = forced.force(step.token());
                assertEquals(step.probability(), same.probability(), 1e-12);
                assertEquals(step.text(), same.text());
            }
            assertEquals(answer.finishReason(), forced.finishReason());
            assertEquals(answer.text(), forced.text());
            assertArrayEquals(answer.fedIds(), forced.fedIds());
            assertThrows(NoSuchElementException.class, () -> forced.force(1));
            assertThrows(NoSuchElementException.class, forced::distribution);
        }
    }

    @Test
    void replayBeginsWhereTheAnswerBegan() throws Exception {
        try (Generation answer = ask(0.1)) {
            float[] first = answer.run().logits();
            answer.forEachRemaining(step -> {});
            try (Generation again = answer.replay(ROOM, NEVER);
                    Generation twice = again.replay(ROOM, NEVER)) {
                for (Generation other : List.of(again, twice)) {
                    assertArrayEquals(first, other.run().logits());
                    other.forEachRemaining(step -> {});
                    assertEquals(answer.tokens(), other.tokens());
                    assertEquals(answer.prefill().kept(), other.prefill().kept());
                }
                // A follow-up goes on from a replayed answer as from the answer itself.
                try (Generation next = followUp(answer);
                        Generation same = followUp(again)) {
                    assertArrayEquals(next.run().logits(), same.run().logits());
                }
            }
        }
    }

    private Generation followUp(Generation before) throws Exception {
        return session.followUp(before, questions().get(1), AnswerSettings.greedy(Trimming.none()), NEVER);
    }

    /** Looking at what comes next computes its row early; a follow-up must not add it twice. */
    @Test
    void lookingAheadDoesNotChangeTheConversation() throws Exception {
        try (Generation answer = ask(1);
                Generation looked = ask(1)) {
            answer.next();
            answer.next();
            looked.next();
            looked.next();
            looked.distribution();
            try (Generation next = followUp(answer);
                    Generation same = followUp(looked)) {
                assertEquals(next.prefill().tokens(), same.prefill().tokens());
                next.forEachRemaining(step -> {});
                same.forEachRemaining(step -> {});
                assertEquals(next.tokens(), same.tokens());
            }
        }
    }

    @Test
    void divergenceIsZeroOnlyForTheSame() throws Exception {
        try (Generation full = ask(1);
                Generation same = ask(1);
                Generation trimmed = ask(0.02)) {
            TokenDistribution p = full.distribution();
            assertEquals(0, p.divergence(same.distribution()));
            double divergence = p.divergence(trimmed.distribution());
            assertFalse(divergence <= 0, "found " + divergence);
            double total = 0;
            for (int token = 0; token < p.size(); token++) {
                total += p.probability(token);
            }
            assertEquals(1, total, 1e-12);
        }
    }

    @Test
    void divergenceOfTwoCoins() {
        TokenDistribution even = new TokenDistribution(new float[] {3, 3});
        TokenDistribution loaded = new TokenDistribution(new float[] {0, (float) Math.log(3)});
        assertEquals(0.5 * Math.log(2) + 0.5 * Math.log(2.0 / 3), even.divergence(loaded), 1e-7);
        assertEquals(0, even.likeliest());
        assertEquals(1, loaded.likeliest());
        assertEquals(0.75, loaded.probability(1), 1e-7);
    }
}
