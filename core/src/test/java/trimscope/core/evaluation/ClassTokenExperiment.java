package trimscope.core.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import trimscope.core.chat.ChatModel;
import trimscope.core.demo.EmbeddedModel;
import trimscope.core.model.Cancellation;
import trimscope.core.model.ModelOptions;
import trimscope.core.pruning.Candidates;
import trimscope.core.pruning.KeptTokens;
import trimscope.core.pruning.RandomTokens;
import trimscope.core.pruning.RegularGrid;
import trimscope.core.pruning.Rules;
import trimscope.core.pruning.TrimmedLlama;
import trimscope.core.pruning.TrimmingRule;

/**
 * Asks why the regular grid agrees with the full answer as often as Trimmed Llama on the embedded model: because it keeps the class
 * tokens, or by chance? Run by hand, with the number of scenes; {@code docs/decisions/grid-and-class-tokens.md} has what it found.
 */
final class ClassTokenExperiment {
    private static final long SEED = 20250505;
    private static final List<Double> RATIOS = List.of(0.25, 0.1, 0.05);
    private static final int RESAMPLES = 10_000;

    private ClassTokenExperiment() {}

    /** A rule's choice with all class tokens in it or none, at the same number of tokens; others make room by chance. */
    private record WithClassTokens(TrimmingRule rule, boolean kept) implements TrimmingRule {
        @Override
        public String name() {
            return rule.name() + (kept ? "+class" : "-class");
        }

        @Override
        public String description() {
            return name();
        }

        @Override
        public KeptTokens select(Candidates candidates, double ratio) {
            BitSet classTokens = new BitSet();
            candidates
                    .pictures()
                    .forEach(picture -> Arrays.stream(picture.classTokens()).forEach(classTokens::set));
            BitSet chosen = new BitSet();
            Arrays.stream(rule.select(candidates, ratio).indices()).forEach(chosen::set);
            int budget = chosen.cardinality();
            if (kept) {
                chosen.or(classTokens);
            } else {
                chosen.andNot(classTokens);
            }
            SplittableRandom random = new SplittableRandom(budget);
            int[] patches = Arrays.stream(candidates.scores().candidates())
                    .filter(token -> !classTokens.get(token))
                    .toArray();
            while (chosen.cardinality() != budget) {
                chosen.set(patches[random.nextInt(patches.length)], chosen.cardinality() < budget);
            }
            return new KeptTokens(chosen.stream().toArray(), candidates.scores().validCount());
        }
    }

    public static void main(String[] arguments) throws Exception {
        int scenes = Integer.parseInt(arguments[0]);
        List<TrimmingRule> rules = new ArrayList<>(Rules.ALL);
        rules.add(new WithClassTokens(new TrimmedLlama(), true));
        rules.add(new WithClassTokens(new TrimmedLlama(), false));
        rules.add(new WithClassTokens(new RegularGrid(), false));
        rules.add(new WithClassTokens(new RandomTokens(0), true));
        SceneSweep sweep;
        try (ChatModel model = ChatModel.load(EmbeddedModel.folder(), ModelOptions.defaults(), new Cancellation())) {
            Progress progress = (done, all) -> {
                if (done % 270 == 0) {
                    System.err.println(done + " of " + all);
                }
            };
            sweep = SceneSweep.run(model, scenes, SEED, new SweepSettings(rules, RATIOS), progress, new Cancellation());
        }
        for (int first : List.of(32, scenes)) {
            report(first, sweep.cases().subList(0, Math.min(first, scenes)), rules);
        }
    }

    private static void report(int scenes, List<SceneCase> cases, List<TrimmingRule> rules) {
        System.out.printf(Locale.ROOT, "%n%d scenes%n", scenes);
        for (TrimmingRule rule : rules) {
            System.out.printf(
                    Locale.ROOT,
                    "%-22s agreement %.4f  KL %.5f  retained %.4f  true %.4f%n",
                    rule.name(),
                    mean(byScene(cases, rule, SweepPoint::agreement)),
                    mean(byScene(cases, rule, point -> point.forced().meanDivergence())),
                    mean(byScene(cases, rule, point -> point.retained().later())),
                    mean(right(cases, rule)));
        }
        for (int[] pair : new int[][] {{3, 0}, {4, 0}, {2, 0}, {1, 0}, {3, 7}, {5, 0}, {6, 0}, {3, 5}, {8, 4}}) {
            compare(cases, rules.get(pair[0]), rules.get(pair[1]), "agreement", SweepPoint::agreement);
            compare(
                    cases,
                    rules.get(pair[0]),
                    rules.get(pair[1]),
                    "KL",
                    point -> point.forced().meanDivergence());
        }
    }

    /** Paired by scene: mean difference with a bootstrap interval of 95 %, and a two-sided sign test. */
    private static void compare(
            List<SceneCase> cases,
            TrimmingRule one,
            TrimmingRule other,
            String name,
            ToDoubleFunction<SweepPoint> figure) {
        double[] a = byScene(cases, one, figure);
        double[] b = byScene(cases, other, figure);
        double[] differences =
                IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray();
        SplittableRandom random = new SplittableRandom(1);
        double[] means = IntStream.range(0, RESAMPLES)
                .mapToDouble(i -> IntStream.range(0, differences.length)
                        .mapToDouble(j -> differences[random.nextInt(differences.length)])
                        .average()
                        .orElseThrow())
                .sorted()
                .toArray();
        long more = Arrays.stream(differences).filter(d -> d > 1e-12).count();
        long less = Arrays.stream(differences).filter(d -> d < -1e-12).count();
        System.out.printf(
                Locale.ROOT,
                "%-22s - %-22s %-9s %+.5f [%+.5f, %+.5f]  more %d, less %d, sign test p %.3f%n",
                one.name(),
                other.name(),
                name,
                mean(differences),
                means[(int) (0.025 * RESAMPLES)],
                means[(int) (0.975 * RESAMPLES)],
                more,
                less,
                signTest(more, less));
    }

    /** Probability of a split at least as uneven if both ways were equally likely. */
    private static double signTest(long more, long less) {
        long n = more + less;
        double tail = 0;
        double logHalf = n * Math.log(0.5);
        double logChoose = 0;
        for (long i = 0; i <= Math.min(more, less); i++) {
            tail += Math.exp(logChoose + logHalf);
            logChoose += Math.log((double) (n - i) / (i + 1));
        }
        return Math.min(1, 2 * tail);
    }

    private static double[] byScene(List<SceneCase> cases, TrimmingRule rule, ToDoubleFunction<SweepPoint> figure) {
        return cases.stream()
                .mapToDouble(scene -> scene.sweep().points().stream()
                        .filter(point -> point.rule().equals(rule.name()))
                        .mapToDouble(figure)
                        .average()
                        .orElseThrow())
                .toArray();
    }

    private static double[] right(List<SceneCase> cases, TrimmingRule rule) {
        return cases.stream()
                .mapToDouble(scene -> scene.sweep().points().stream()
                        .filter(point -> point.rule().equals(rule.name()))
                        .mapToDouble(point -> scene.isRight(point) ? 1 : 0)
                        .average()
                        .orElseThrow())
                .toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
