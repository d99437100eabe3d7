package trimscope.core.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import trimscope.core.chat.ChatModel;
import trimscope.core.demo.EmbeddedModel;
import trimscope.core.model.Cancellation;
import trimscope.core.model.ModelOptions;
import trimscope.core.pruning.Rules;

/**
 * Rule against rule at equal budget, on the embedded model and generated scenes of a fixed seed.
 *
 * <p>Asserted is what holds: Trimmed Llama keeps more of the later layers' attention than chance and grid do, and disturbs the answer's
 * distribution less than chance does. Agreement is printed and not asserted: on this model the regular grid agrees with the full answer
 * at least as often.
 */
class RuleComparisonTest {
    private static final int SCENES = 32;
    private static final long SEED = 20250505;
    private static final String OURS = "trimmed-llama";
    private static final List<Double> RATIOS = List.of(0.25, 0.1, 0.05);

    @Test
    void rulesAtEqualBudget() throws Exception {
        SceneSweep sweep;
        try (ChatModel model = ChatModel.load(EmbeddedModel.folder(), ModelOptions.defaults(), new Cancellation())) {
            sweep = SceneSweep.run(
                    model, SCENES, SEED, new SweepSettings(Rules.ALL, RATIOS), Progress.NONE, new Cancellation());
        }
        List<SweepSummary> summaries = sweep.summaries();
        print(sweep, summaries);
        for (int i = 0; i < summaries.size(); i++) {
            assertEquals(
                    summaries.get(i % RATIOS.size()).keptShare(),
                    summaries.get(i).keptShare());
        }
        double mass = mean(summaries, OURS, SweepSummary::retainedMass);
        double divergence = mean(summaries, OURS, SweepSummary::divergence);
        double agreement = mean(summaries, OURS, SweepSummary::agreement);
        assertTrue(mass > mean(summaries, "grid", SweepSummary::retainedMass));
        assertTrue(mass > mean(summaries, "random", SweepSummary::retainedMass));
        assertTrue(divergence < mean(summaries, "random", SweepSummary::divergence));
        for (String other : List.of("random", "grid")) {
            double theirs = mean(summaries, other, SweepSummary::agreement);
            System.out.printf(
                    Locale.ROOT,
                    "mean agreement %.4f, of %s %.4f: at least as good is %s%n",
                    agreement,
                    other,
                    theirs,
                    agreement >= theirs);
        }
    }

    /** Mean over the ratios. */
    private static double mean(List<SweepSummary> summaries, String rule, ToDoubleFunction<SweepSummary> figure) {
        return summaries.stream()
                .filter(summary -> summary.rule().equals(rule))
                .mapToDouble(figure)
                .average()
                .orElseThrow();
    }

    private static void print(SceneSweep sweep, List<SweepSummary> summaries) {
        System.out.printf(Locale.ROOT, "true answers without trimming: %.3f%n", sweep.fullAccuracy());
        for (int i = 0; i < summaries.size(); i++) {
            SweepSummary summary = summaries.get(i);
            System.out.printf(
                    Locale.ROOT,
                    "%-14s %.2f kept %.3f agreement %.4f KL %.4f retained %.3f true %.3f%n",
                    summary.rule(),
                    summary.ratio(),
                    summary.keptShare(),
                    summary.agreement(),
                    summary.divergence(),
                    summary.retainedMass(),
                    sweep.accuracy(i));
        }
    }
}
