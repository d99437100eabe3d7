package trimscope.core.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import trimscope.core.attention.Aggregation;
import trimscope.core.attention.HeadMaps;
import trimscope.core.chat.AnswerSettings;
import trimscope.core.chat.Columns;
import trimscope.core.chat.Generation;
import trimscope.core.chat.SessionTest;
import trimscope.core.chat.Trimming;
import trimscope.core.model.Cancellation;
import trimscope.core.pruning.Candidates;
import trimscope.core.pruning.KeptTokens;
import trimscope.core.pruning.Rules;
import trimscope.core.pruning.TrimmedLlama;
import trimscope.core.pruning.TrimmingRule;

/** One question under several rules and ratios, on the embedded model. */
class SweepTest extends SessionTest {
    private final String question = questions().get(0);

    SweepTest() {
        super(1);
    }

    @Test
    void triesEveryRuleAtEveryRatioOnOneEncoding() throws Exception {
        List<Double> ratios = List.of(1.0, 0.1, 0.02);
        List<Integer> heard = new ArrayList<>();
        Sweep sweep = Sweep.run(
                session,
                List.of(),
                question,
                new SweepSettings(Rules.ALL, ratios),
                (done, all) -> {
                    assertEquals(15, all);
                    heard.add(done);
                },
                NEVER);
        assertEquals(1, session.encodings());
        assertEquals(IntStream.rangeClosed(1, 15).boxed().toList(), heard);
        assertEquals(15, sweep.points().size());
        for (int i = 0; i < 15; i++) {
            SweepPoint point = sweep.points().get(i);
            TrimmingRule rule = Rules.ALL.get(i / 3);
            assertEquals(rule.name(), point.rule());
            assertEquals(ratios.get(i % 3), point.ratio());
            // Every rule keeps what the first one does at that ratio.
            assertEquals(sweep.points().get(i % 3).costs().kept(), point.costs().kept());
            assertEquals(sweep.tokens().size(), point.forced().tokens().size());
            check(sweep, point);
        }
    }

    private void check(Sweep sweep, SweepPoint point) throws Exception {
        if (point.ratio() == 1) {
            assertEquals(1, point.agreement());
            assertEquals(0, point.forced().meanDivergence());
            assertEquals(sweep.probability(), point.forced().probability());
            assertEquals(sweep.answer(), point.answer());
            assertEquals(1, point.retained().later());
            assertEquals(sweep.costs().cacheBytes(), point.costs().cacheBytes());
            return;
        }
        assertTrue(point.retained().later() < 1);
        assertTrue(point.costs().cacheBytes() < sweep.costs().cacheBytes());
        Trimming trimming = Trimming.by(Rules.named(point.rule()).orElseThrow(), point.ratio());
        try (Generation own = session.ask(List.of(), question, AnswerSettings.greedy(trimming), NEVER)) {
            own.forEachRemaining(step -> {});
            assertEquals(own.text(), point.answer());
        }
    }

    @Test
    void canBeCancelledBetweenRuns() {
        Cancellation cancellation = new Cancellation();
        SweepSettings settings = new SweepSettings(Rules.ALL, List.of(0.5, 0.25));
        List<Integer> heard = new ArrayList<>();
        assertThrows(
                CancellationException.class,
                () -> Sweep.run(
                        session,
                        List.of(),
                        question,
                        settings,
                        (done, all) -> {
                            heard.add(done);
                            if (done == 3) {
                                cancellation.cancel();
                            }
                        },
                        cancellation));
        assertEquals(List.of(1, 2, 3), heard);
    }

    @Test
    void refusesWhatCannotBeSwept() {
        List<TrimmingRule> rules = List.of(new TrimmedLlama());
        assertThrows(IllegalArgumentException.class, () -> new SweepSettings(rules, List.of()));
        assertThrows(IllegalArgumentException.class, () -> new SweepSettings(List.of(), List.of(1.0)));
        assertThrows(IllegalArgumentException.class, () -> new SweepSettings(rules, List.of(0.0)));
    }

    @Test
    void evidenceOfTheFullRun() throws Exception {
        try (Generation full = session.ask(List.of(), question, AnswerSettings.greedy(Trimming.none()), NEVER)) {
            full.forEachRemaining(step -> {});
            int last = full.prefill().tokens().size() - 1;
            HeadMaps maps = full.attention(List.of(last), Aggregation.MEAN, Columns.FULL);
            Candidates candidates = full.prefill().candidates();
            KeptTokens kept = new TrimmedLlama().select(candidates, 0.1);
            int k = candidates.scores().perHead(0.1);
            Evidence evidence = Evidence.of(maps, session.grid().valid(), kept, k);
            assertEquals(maps.layers().size(), evidence.sparsity().size());
            assertEquals(maps.heads(), evidence.sparsity().get(0).size());
            int valid = session.grid().validCount();
            evidence.sparsity().stream().flatMap(List::stream).forEach(head -> {
                assertEquals(valid, head.candidates());
                assertTrue(head.gini() > 0 && head.gini() < 1);
                assertTrue(head.effectiveTokens() >= 1 && head.effectiveTokens() <= valid);
            });
            for (int layer = 0; layer < maps.layers().size(); layer++) {
                assertEquals(1, evidence.overlap().at(layer, layer));
                double share = evidence.retained().shares().get(layer);
                assertTrue(share > 0 && share < 1);
            }
        }
    }

    @Test
    void scenesOfASeedAreAlwaysTheSame() throws Exception {
        SweepSettings settings = new SweepSettings(List.of(new TrimmedLlama()), List.of(1.0, 0.01), 40);
        List<Integer> heard = new ArrayList<>();
        SceneSweep first = SceneSweep.run(model, 3, 5, settings, (done, all) -> heard.add(done), NEVER);
        SceneSweep second = SceneSweep.run(model, 3, 5, settings, Progress.NONE, NEVER);
        assertEquals(List.of(1, 2, 3, 4, 5, 6), heard);
        for (int i = 0; i < 3; i++) {
            SceneCase scene = first.cases().get(i);
            assertEquals(i, scene.index());
            assertEquals(scene.question(), second.cases().get(i).question());
            assertEquals(scene.sweep().answer(), second.cases().get(i).sweep().answer());
        }
        assertEquals(first.fullAccuracy(), first.accuracy(0));
        assertEquals(List.of(), first.broken(0));
        assertEquals(untimed(first), untimed(second));
        assertEquals(1, first.summaries().get(0).agreement());
        assertEquals(3, first.summaries().get(1).questions());
    }

    /** Everything in the summaries that does not depend on the machine's mood. */
    private static List<List<Object>> untimed(SceneSweep sweep) {
        return sweep.summaries().stream()
                .map(summary -> List.<Object>of(
                        summary.rule(),
                        summary.ratio(),
                        summary.keptShare(),
                        summary.agreement(),
                        summary.probability(),
                        summary.divergence(),
                        summary.retainedMass(),
                        summary.cacheBytes()))
                .toList();
    }
}
