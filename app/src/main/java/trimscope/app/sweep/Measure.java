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
    AGREEMENT(
            "agreement",
            "Share of places where the trimmed run finds the full answer's token likeliest",
            Unit.SHARE,
            SweepSummary::agreement) {
        @Override
        OptionalDouble full(SweepResult result) {
            return OptionalDouble.of(1);
        }
    },
    PROBABILITY(
            "probability of the full answer",
            "How likely the trimmed run finds the whole full answer",
            Unit.SHARE,
            SweepSummary::probability) {
        @Override
        OptionalDouble full(SweepResult result) {
            return mean(result, Sweep::probability);
        }
    },
    RETAINED(
            "retained attention",
            "Share of the full run's attention, in the layers after the first, that falls on the kept tokens",
            Unit.SHARE,
            SweepSummary::retainedMass) {
        @Override
        OptionalDouble full(SweepResult result) {
            return OptionalDouble.of(1);
        }
    },
    ACCURACY("true answers", "Share of the scenes whose question is answered truly", Unit.SHARE, summary -> 0) {
        @Override
        boolean isFor(SweepResult result) {
            return result instanceof SweepResult.OfScenes;
        }

        @Override
        double value(SweepResult result, SweepSummary summary, int point) {
            return result instanceof SweepResult.OfScenes scenes
                    ? scenes.sweep().accuracy(point)
                    : 0;
        }

        @Override
        OptionalDouble full(SweepResult result) {
            return result instanceof SweepResult.OfScenes scenes
                    ? OptionalDouble.of(scenes.sweep().fullAccuracy())
                    : OptionalDouble.empty();
        }
    },
    CACHE(
            "cross-attention cache",
            "Bytes of the keys and values that the cross-attention layers hold",
            Unit.BYTES,
            SweepSummary::cacheBytes) {
        @Override
        OptionalDouble full(SweepResult result) {
            return costs(result, Costs::cacheBytes);
        }
    },
    PREFILL(
            "prefill",
            "Time of reading the prompt, the picture being encoded",
            Unit.MILLIS,
            SweepSummary::prefillMillis) {
        @Override
        OptionalDouble full(SweepResult result) {
            return costs(result, Costs::prefillMillis);
        }
    },
    PER_TOKEN("time per token", "Mean time of a decode step", Unit.MILLIS, SweepSummary::millisPerToken) {
        @Override
        OptionalDouble full(SweepResult result) {
            return costs(result, Costs::millisPerToken);
        }
    };

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
    private final ToDoubleFunction<SweepSummary> figure;

    Measure(String label, String hint, Unit unit, ToDoubleFunction<SweepSummary> figure) {
        this.label = label;
        this.hint = hint;
        this.unit = unit;
        this.figure = figure;
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
        return true;
    }

    /** The value of a point of the sweep. */
    double value(SweepResult result, SweepSummary summary, int point) {
        return figure.applyAsDouble(summary);
    }

    /** What the run without trimming has. */
    abstract OptionalDouble full(SweepResult result);

    private static OptionalDouble costs(SweepResult result, ToDoubleFunction<Costs> cost) {
        return mean(result, sweep -> cost.applyAsDouble(sweep.costs()));
    }

    private static OptionalDouble mean(SweepResult result, ToDoubleFunction<Sweep> figure) {
        return result.sweeps().stream().mapToDouble(figure).average();
    }
}
