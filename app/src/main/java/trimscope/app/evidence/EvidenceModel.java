package trimscope.app.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.RuleNames;
import trimscope.app.inference.Findings;
import trimscope.core.attention.LayerOverlap;
import trimscope.core.attention.Sparsity;

/** What the evidence view says of findings, without any node. */
final class EvidenceModel {
    private static final int STEPS = 100;

    private final Exploration exploration;
    private final Findings findings;

    EvidenceModel(Exploration exploration, Findings findings) {
        this.exploration = exploration;
        this.findings = findings;
    }

    List<Integer> layers() {
        return findings.evidence().overlap().layers();
    }

    int heads() {
        return findings.evidence().sparsity().get(0).size();
    }

    double keptShare() {
        return findings.query().kept().share();
    }

    String retainedSentence() {
        return String.format(
                Locale.ROOT,
                "%s keeps %.0f %% of the visual tokens at %.0f %% per head%s; in the later layers %.0f %% of the full run's"
                        + " attention lies on them. The mark is what tokens kept by chance would hold.",
                RuleNames.title(exploration.trim().ruleProperty().get()),
                100 * keptShare(),
                100 * exploration.premise().ratio(),
                exploration.premise().isExample() ? " (an example: nothing is trimmed now)" : "",
                100 * findings.evidence().retained().later());
    }

    List<List<Double>> overlaps() {
        LayerOverlap overlap = findings.evidence().overlap();
        return places().mapToObj(n -> places().mapToObj(m -> overlap.at(n, m)).toList())
                .toList();
    }

    String overlapSentence() {
        LayerOverlap overlap = findings.evidence().overlap();
        int layers = layers().size();
        double sum = 0;
        double chance = 0;
        for (int n = 1; n < layers; n++) {
            double first = overlap.set(0).share();
            double other = overlap.set(n).share();
            sum += overlap.at(0, n);
            chance += first * other / (first + other - first * other);
        }
        return String.format(
                Locale.ROOT,
                "Each layer's own choice, every head's top %d united, against the others' (Jaccard: common over all). The"
                        + " selecting layer and a later one share %.0f %% on average; by chance it would be %.0f %%.",
                findings.query().k(),
                100 * sum / Math.max(1, layers - 1),
                100 * chance / Math.max(1, layers - 1));
    }

    /** A Lorenz curve a layer, of one head or the mean of all; values at even steps of the lightest tokens. */
    List<List<Double>> lorenz(OptionalInt head) {
        return findings.evidence().sparsity().stream()
                .map(layer -> lorenz(head.isPresent() ? List.of(layer.get(head.getAsInt())) : layer))
                .toList();
    }

    private static List<Double> lorenz(List<Sparsity> heads) {
        List<double[]> curves = heads.stream().map(Sparsity::lorenz).toList();
        List<Double> mean = new ArrayList<>();
        for (int step = 0; step <= STEPS; step++) {
            double at = (double) step / STEPS;
            mean.add(curves.stream()
                    .mapToDouble(curve -> curve[(int) Math.round(at * (curve.length - 1))])
                    .average()
                    .orElse(at));
        }
        return mean;
    }

    /** What a legend says of a layer: its mean Gini coefficient and effective number of tokens. */
    String sparsityOf(int place, OptionalInt head) {
        return String.format(
                Locale.ROOT,
                "layer %d · Gini %.2f · effective %.0f",
                layers().get(place),
                mean(place, head, Sparsity::gini),
                mean(place, head, Sparsity::effectiveTokens));
    }

    private double mean(int place, OptionalInt head, ToDoubleFunction<Sparsity> figure) {
        List<Sparsity> all = findings.evidence().sparsity().get(place);
        return head.isPresent()
                ? figure.applyAsDouble(all.get(head.getAsInt()))
                : all.stream().mapToDouble(figure).average().orElse(0);
    }

    int candidates() {
        return findings.evidence().sparsity().get(0).get(0).candidates();
    }

    /** A figure of every layer and head, the mean over the heads last. */
    List<List<Double>> byHead(ToDoubleFunction<Sparsity> figure) {
        return places().mapToObj(place -> {
                    List<Double> row = new ArrayList<>(findings.evidence().sparsity().get(place).stream()
                            .map(figure::applyAsDouble)
                            .toList());
                    row.add(mean(place, OptionalInt.empty(), figure));
                    return row;
                })
                .toList();
    }

    List<String> layerNames() {
        return layers().stream().map(layer -> "layer " + layer).toList();
    }

    List<String> headNames() {
        List<String> names = new ArrayList<>(
                IntStream.range(0, heads()).mapToObj(String::valueOf).toList());
        names.add("mean");
        return names;
    }

    private IntStream places() {
        return IntStream.range(0, layers().size());
    }
}
