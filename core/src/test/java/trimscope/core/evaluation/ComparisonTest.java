package trimscope.core.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import trimscope.core.chat.AnswerSettings;
import trimscope.core.chat.Generation;
import trimscope.core.chat.GenerationStep;
import trimscope.core.chat.SessionTest;
import trimscope.core.chat.Trimming;
import trimscope.core.model.Cancellation;
import trimscope.core.pruning.RandomTokens;

/** Two answers of the embedded model side by side. */
class ComparisonTest extends SessionTest {
    ComparisonTest() {
        super(1);
    }

    private Generation answer(Trimming trimming) throws Exception {
        Generation answer = session.ask(List.of(), questions().get(0), AnswerSettings.greedy(trimming), NEVER);
        answer.forEachRemaining(step -> {});
        return answer;
    }

    @Test
    void ratioOneEqualsNoTrimmingBitForBit() throws Exception {
        try (Generation full = answer(Trimming.none());
                Generation one = answer(Trimming.by(new RandomTokens(1), 1))) {
            Comparison comparison = Comparison.of(full, one, NEVER);
            assertEquals(1, comparison.agreement());
            assertEquals(OptionalInt.empty(), comparison.firstDivergence());
            for (ForcedToken token : comparison.forced().tokens()) {
                assertEquals(0, token.divergence());
                assertEquals(token.referenceLogProbability(), token.logProbability());
            }
            double product = full.steps().stream()
                    .mapToDouble(GenerationStep::probability)
                    .reduce(1, (a, b) -> a * b);
            assertEquals(product, comparison.forced().probability(), 1e-12);
            assertEquals(product, comparison.forced().referenceProbability(), 1e-12);
        }
    }

    @Test
    void tellsWhereAnswersPart() throws Exception {
        Trimming poor = Trimming.by(new RandomTokens(5), 0.005);
        try (Generation full = answer(Trimming.none());
                Generation trimmed = answer(poor)) {
            Comparison comparison = Comparison.of(full, trimmed, NEVER);
            ForcedAnswer forced = comparison.forced();
            assertTrue(comparison.agreement() < 1);
            assertTrue(forced.meanDivergence() > 0);
            assertTrue(forced.logProbability() < Math.log(forced.referenceProbability()));
            // Up to the first token that would differ, teacher forcing and the answer's own way are the same.
            int parting = comparison.firstDivergence().orElseThrow();
            assertEquals(forced.firstDisagreement().orElseThrow(), parting);
            assertEquals(
                    trimmed.tokens().get(parting), forced.tokens().get(parting).choice());
            assertEquals(
                    full.tokens(),
                    forced.tokens().stream().map(ForcedToken::token).toList());
            assertEquals(full.text(), comparison.first().text());
            assertEquals(trimmed.prefill().kept(), comparison.second().kept());
            assertTrue(comparison.words().firstDivergence().isPresent());
        }
    }

    @Test
    void anyTwoRunsAndFollowUps() throws Exception {
        Trimming first = Trimming.atRatio(0.05);
        Trimming anew = first.withLaterTurns(Trimming.LaterTurns.SELECT_ANEW);
        String next = questions().get(1);
        try (Generation before = answer(first);
                Generation kept = session.followUp(before, next, AnswerSettings.greedy(first), NEVER);
                Generation selected = session.followUp(before, next, AnswerSettings.greedy(anew), NEVER)) {
            kept.forEachRemaining(step -> {});
            selected.forEachRemaining(step -> {});
            assertEquals(1, Comparison.of(kept, kept, NEVER).agreement());
            Comparison comparison = Comparison.of(kept, selected, NEVER);
            assertTrue(comparison.forced().meanDivergence() > 0);
            assertThrows(IllegalArgumentException.class, () -> Comparison.of(before, kept, NEVER));
        }
    }

    @Test
    void goesStepByStep() throws Exception {
        try (Generation full = answer(Trimming.none());
                Generation trimmed = answer(Trimming.atRatio(0.05));
                ComparisonRun run = new ComparisonRun(full, trimmed, NEVER)) {
            assertEquals(full.tokens().size(), run.all());
            assertThrows(IllegalStateException.class, run::comparison);
            for (int done = 1; run.hasNext(); done++) {
                run.next();
                assertEquals(done, run.done());
            }
            assertEquals(run.all(), run.done());
            assertEquals(Comparison.of(full, trimmed, NEVER), run.comparison());
        }
    }

    @Test
    void canBeCancelled() throws Exception {
        try (Generation full = answer(Trimming.none())) {
            Cancellation cancelled = new Cancellation();
            cancelled.cancel();
            assertThrows(CancellationException.class, () -> Comparison.of(full, full, cancelled));
        }
    }
}
