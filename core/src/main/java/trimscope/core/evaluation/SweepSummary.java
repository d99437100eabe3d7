package trimscope.core.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Means over the questions of several sweeps with the same settings, for one rule at one ratio.
 *
 * @param rule its name
 * @param ratio keep ratio per head
 * @param questions number of questions
 * @param keptShare kept share of the candidates, 0 … 1
 * @param agreement share of places where the full answer's token is likeliest, mean of the questions' shares
 * @param probability of the full answer
 * @param logProbability of the full answer
 * @param divergence KL(full ‖ trimmed) a token, in nats
 * @param retainedMass share of the full run's attention on the kept tokens in the layers after the first cross-attention layer
 * @param cacheBytes cross-attention keys and values
 * @param prefillMillis time of the prompt
 * @param millisPerToken time of a decode step
 */
public record SweepSummary(
        String rule,
        double ratio,
        int questions,
        double keptShare,
        double agreement,
        double probability,
        double logProbability,
        double divergence,
        double retainedMass,
        double cacheBytes,
        double prefillMillis,
        double millisPerToken) {

    /** One summary a point, in the order of the points. */
    public static List<SweepSummary> of(List<Sweep> sweeps) {
        List<SweepSummary> out = new ArrayList<>();
        int points = sweeps.isEmpty() ? 0 : sweeps.get(0).points().size();
        for (int i = 0; i < points; i++) {
            int at = i;
            List<SweepPoint> same =
                    sweeps.stream().map(sweep -> sweep.points().get(at)).toList();
            SweepPoint first = same.get(0);
            out.add(new SweepSummary(
                    first.rule(),
                    first.ratio(),
                    same.size(),
                    mean(same, point -> point.costs().keptShare()),
                    mean(same, SweepPoint::agreement),
                    mean(same, point -> point.forced().probability()),
                    mean(same, point -> point.forced().logProbability()),
                    mean(same, point -> point.forced().meanDivergence()),
                    mean(same, point -> point.retained().later()),
                    mean(same, point -> point.costs().cacheBytes()),
                    mean(same, point -> point.costs().prefillMillis()),
                    mean(same, point -> point.costs().millisPerToken())));
        }
        return out;
    }

    private static double mean(List<SweepPoint> points, ToDoubleFunction<SweepPoint> figure) {
        return points.stream().mapToDouble(figure).average().orElse(0);
    }
}
