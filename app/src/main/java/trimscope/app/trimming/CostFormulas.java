package trimscope.app.trimming;

import java.util.List;
import java.util.Locale;
import trimscope.app.exploration.ByteCount;
import trimscope.core.chat.Costs;
import trimscope.core.chat.CrossCost;
import trimscope.core.chat.Trimming;
import trimscope.core.chat.Trimming.FirstLayerCache;

/**
 * What follows from the model's shape and a run's kept tokens alone, with the numbers filled in (specification section 6.3).
 *
 * @param firstLayerTrimmed whether the first cross-attention layer's cache holds the kept tokens only
 */
record CostFormulas(CrossCost cost, Costs run, boolean firstLayerTrimmed) {
    /**
     * One formula.
     *
     * @param symbols of the specification
     * @param numbers the same for this model and run, with the result
     */
    record Line(String name, String symbols, String numbers) {}

    static CostFormulas of(CrossCost cost, Costs run, Trimming trimming) {
        boolean first = !trimming.isOff() && trimming.firstLayerCache() == FirstLayerCache.TRIMMED;
        return new CostFormulas(cost, run, first);
    }

    /** What the letters stand for. */
    String legend() {
        return String.format(
                Locale.ROOT,
                "N = %d visual tokens, padding tiles included · κ = %d of them kept · X = %d cross-attention layers · H = %d heads"
                        + " · K = %d key and value heads · d = %d numbers a head · E = %d hidden · b = %d bytes a number",
                run.tokens(),
                run.kept(),
                cost.layers(),
                cost.heads(),
                cost.keyValueHeads(),
                cost.headSize(),
                cost.hiddenSize(),
                cost.bytesPerNumber());
    }

    List<Line> lines() {
        String columns = "(N + (X − 1) · κ)";
        String filled = String.format(Locale.ROOT, "(%d + %d · %d)", run.tokens(), cost.layers() - 1, run.kept());
        String held = firstLayerTrimmed ? "X · κ" : columns;
        String heldFilled =
                firstLayerTrimmed ? String.format(Locale.ROOT, "%d · %d", cost.layers(), run.kept()) : filled;
        return List.of(
                new Line(
                        "cross-attention cache",
                        "2 · K · d · b · " + held,
                        String.format(
                                Locale.ROOT,
                                "%d · %s = %,d bytes; untrimmed %s",
                                cost.bytesPerToken(),
                                heldFilled,
                                cacheBytes(),
                                ByteCount.format(
                                        (double) cost.bytesPerToken() * cost.columns(run.tokens(), run.tokens())))),
                new Line(
                        "keys and values at prefill",
                        "4 · E · K · d · " + columns,
                        flop(cost.projectionFlopPerToken(), filled, cost.columns(run.tokens(), run.kept()))),
                new Line(
                        "attention of one decode step",
                        "4 · H · d · " + held,
                        flop(cost.attentionFlopPerToken(), heldFilled, heldColumns())));
    }

    /** Bytes of the cross-attention caches. */
    long cacheBytes() {
        return cost.bytesPerToken() * heldColumns();
    }

    private long heldColumns() {
        return firstLayerTrimmed ? (long) cost.layers() * run.kept() : cost.columns(run.tokens(), run.kept());
    }

    private String flop(long perToken, String filled, long columns) {
        long full = cost.columns(run.tokens(), run.tokens());
        return String.format(
                Locale.ROOT,
                "%,d · %s = %s; untrimmed %s",
                perToken,
                filled,
                flop((double) perToken * columns),
                flop((double) perToken * full));
    }

    private static String flop(double count) {
        return count < 1e9
                ? String.format(Locale.ROOT, "%.1f MFLOP", count / 1e6)
                : String.format(Locale.ROOT, "%.1f GFLOP", count / 1e9);
    }
}
