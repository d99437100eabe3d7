package trimscope.core.forms;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import trimscope.core.attention.RetainedMass;
import trimscope.core.chat.Costs;
import trimscope.core.evaluation.Sweep;
import trimscope.core.evaluation.SweepPoint;

/**
 * A sweep's fields in JSON, in the order in which they are printed.
 *
 * @param answer without trimming
 * @param tokens its ids, the stop token included
 * @param probability of the answer without trimming
 * @param cacheBytes cross-attention keys and values without trimming
 */
record SweepFields(
        String question,
        String answer,
        List<Integer> tokens,
        double probability,
        int valid,
        long cacheBytes,
        double visionMillis,
        double prefillMillis,
        double millisPerToken,
        List<Point> points) {

    /**
     * One rule at one ratio.
     *
     * @param agreement share of places where the full answer's token is likeliest
     * @param probability of the full answer
     * @param divergence KL(full ‖ trimmed) in nats a token
     * @param retainedMass by decoder layer, share of the full run's attention on the kept tokens
     */
    record Point(
            String rule,
            double ratio,
            int kept,
            String answer,
            double agreement,
            double probability,
            double divergence,
            Map<Integer, Double> retainedMass,
            long cacheBytes,
            double prefillMillis,
            double millisPerToken) {
        static Point of(SweepPoint point) {
            Costs costs = point.costs();
            return new Point(
                    point.rule(),
                    point.ratio(),
                    Math.min(costs.kept(), costs.valid()),
                    point.answer(),
                    point.agreement(),
                    point.forced().probability(),
                    point.forced().meanDivergence(),
                    byLayer(point.retained()),
                    costs.cacheBytes(),
                    costs.prefillMillis(),
                    costs.millisPerToken());
        }

        private static Map<Integer, Double> byLayer(RetainedMass mass) {
            Map<Integer, Double> out = new TreeMap<>();
            for (int place = 0; place < mass.layers().size(); place++) {
                out.put(mass.layers().get(place), mass.shares().get(place));
            }
            return out;
        }
    }

    static SweepFields of(Sweep sweep) {
        Costs costs = sweep.costs();
        return new SweepFields(
                sweep.question(),
                sweep.answer(),
                sweep.tokens(),
                sweep.probability(),
                costs.valid(),
                costs.cacheBytes(),
                costs.visionMillis(),
                costs.prefillMillis(),
                costs.millisPerToken(),
                sweep.points().stream().map(Point::of).toList());
    }
}
