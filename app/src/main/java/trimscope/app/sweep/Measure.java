package trimscope.app.sweep;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import trimscope.app.exploration.ByteCount;
import trimscope.app.inference.SweepResult;
import trimscope.core.chat.Costs;
import trimscope.core.evaluation.Sweep;
import trimscope.core.evaluation.SweepSummary;

/** What a sweep's chart shows of every point. */
enum Measure {
    AGREEMENT("agreement", "Share of places where the trimmed run finds the full answer's token likeliest", Unit.SHARE),
    PROBABILITY("probability of the full answer", "How likely the trimmed run finds the whole full answer", Unit.SHARE),
    RETAINED(
            "retained attention",
            "Share of the full run's attention, in the layers after the first, that falls on the kept tokens",
            Unit.SHARE),
    ACCURACY("true answers", "Share of the scenes whose question is answered truly", Unit.SHARE),
    CACHE("cross-attention cache", "Bytes of the keys and values that the cross-attention layers hold", Unit.BYTES),
    PREFILL("prefill", "Time of reading the prompt, the picture being encoded", Unit.MILLIS),
    PER_TOKEN("time per token", "Mean time of a decode step", Unit.MILLIS);

    /** How a value is written. */
    enum Unit {
        SHARE,
        BYTES,
        MILLIS;

        String format(double value) {
            return switch (this) {
                case SHARE -> String.format(Locale.ROOT, "%.1f %%", 100 * value);
                case BYTES -> ByteCount.format(value);
                case MILLIS -> String.format(Locale.ROOT, value < 10 ? "%.1f ms" : "%.0f ms", value);
            };
        }
    }

    private final String label;
    private final String hint;
    private final Unit unit;

    Measure(String label, String hint, Unit unit) {
        this.label = label;
        this.hint = hint;
        this.unit = unit;
    }

    String label() {
        return label;
    }

    String hint() {
        return hint;
    }

    Unit unit() {
        return unit;
    }

    /** Whether the measure makes sense of such a result. */
    boolean isFor(SweepResult result) {
        return this != ACCURACY || result instanceof SweepResult.OfScenes;
    }

    /** The value of the n-th point of a sweep, whose summary is given. */
    double value(SweepResult result, SweepSummary summary, int point) {
        return switch (this) {
            case AGREEMENT -> summary.agreement();
            case PROBABILITY -> summary.probability();
            case RETAINED -> summary.retainedMass();
            case ACCURACY ->
                result instanceof SweepResult.OfScenes scenes ? scenes.sweep().accuracy(point) : 0;
            case CACHE -> summary.cacheBytes();
            case PREFILL -> summary.prefillMillis();
            case PER_TOKEN -> summary.millisPerToken();
        };
    }

    /** What the run without trimming has. */
    OptionalDouble full(SweepResult result) {
        return switch (this) {
            case AGREEMENT, RETAINED -> OptionalDouble.of(1);
            case PROBABILITY -> mean(result, Sweep::probability);
            case ACCURACY ->
                result instanceof SweepResult.OfScenes scenes
                        ? OptionalDouble.of(scenes.sweep().fullAccuracy())
                        : OptionalDouble.empty();
            case CACHE -> costs(result, Costs::cacheBytes);
            case PREFILL -> costs(result, Costs::prefillMillis);
            case PER_TOKEN -> costs(result, Costs::millisPerToken);
        };
    }

    private static OptionalDouble costs(SweepResult result, ToDoubleFunction<Costs> cost) {
        return mean(result, sweep -> cost.applyAsDouble(sweep.costs()));
    }

    private static OptionalDouble mean(SweepResult result, ToDoubleFunction<Sweep> figure) {
        return result.sweeps().stream().mapToDouble(figure).average();
    }
}
