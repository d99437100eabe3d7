package trimscope.app.controls;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;
import trimscope.app.exploration.ByteCount;
import trimscope.app.exploration.Run;
import trimscope.core.chat.Costs;

/**
 * One cost of a run against that of another one, most often the full run.
 *
 * @param full of the other run; empty if there is none yet
 * @param fullIsComputed whether the other run's value follows from the model's shape and was not measured
 */
public record CostRow(String name, OptionalDouble full, OptionalDouble own, Unit unit, boolean fullIsComputed) {
    /** Follows a value that was not measured. */
    static final String COMPUTED = "*";

    /** How a number is written. */
    public enum Unit {
        COUNT {
            @Override
            String format(double value) {
                return String.format(Locale.ROOT, "%.0f", value);
            }
        },
        BYTES {
            @Override
            String format(double value) {
                return ByteCount.format(value);
            }
        },
        MILLIS {
            @Override
            String format(double value) {
                return value < 10
                        ? String.format(Locale.ROOT, "%.1f ms", value)
                        : String.format(Locale.ROOT, value < 10_000 ? "%.0f ms" : "%.3g ms", value);
            }
        };

        abstract String format(double value);
    }

    /** What two runs cost, as far as it is known yet. */
    public static List<CostRow> of(Optional<Run> fullRun, Optional<Run> ownRun) {
        Optional<Costs> full = fullRun.flatMap(run -> run.costsProperty().get());
        Optional<Costs> own = ownRun.flatMap(run -> run.costsProperty().get());
        return List.of(
                row("visual tokens", full, own, costs -> Math.min(costs.kept(), costs.valid()), Unit.COUNT),
                row("cross-attention cache", full, own, Costs::cacheBytes, Unit.BYTES),
                row("prefill", full, own, Costs::prefillMillis, Unit.MILLIS),
                row("per token", full, own, Costs::millisPerToken, Unit.MILLIS),
                new CostRow("peak memory", peak(fullRun), peak(ownRun), Unit.BYTES, false));
    }

    private static OptionalDouble peak(Optional<Run> run) {
        OptionalLong bytes = run.map(Run::peakBytes).orElse(OptionalLong.empty());
        return bytes.isPresent() ? OptionalDouble.of((double) bytes.getAsLong()) : OptionalDouble.empty();
    }

    private static CostRow row(
            String name, Optional<Costs> full, Optional<Costs> own, ToDoubleFunction<Costs> figure, Unit unit) {
        return new CostRow(name, figure(full, figure), figure(own, figure), unit, false);
    }

    private static OptionalDouble figure(Optional<Costs> costs, ToDoubleFunction<Costs> figure) {
        return costs.map(known -> OptionalDouble.of(figure.applyAsDouble(known)))
                .orElse(OptionalDouble.empty());
    }

    /** The same against a value that is known without the other run. */
    public CostRow against(double value, boolean computed) {
        return new CostRow(name, OptionalDouble.of(value), own, unit, computed);
    }

    String fullText() {
        return text(full) + (fullIsComputed ? COMPUTED : "");
    }

    String ownText() {
        return text(own);
    }

    /** Own over full; a dash if either is missing. */
    String ratioText() {
        return full.isPresent() && own.isPresent() && full.getAsDouble() > 0
                ? String.format(Locale.ROOT, "%.2f", own.getAsDouble() / full.getAsDouble())
                : "–";
    }

    /** Whether the run saves a twentieth or more. */
    boolean saves() {
        return full.isPresent() && own.isPresent() && own.getAsDouble() < 0.95 * full.getAsDouble();
    }

    private String text(OptionalDouble value) {
        return value.isPresent() ? unit.format(value.getAsDouble()) : "–";
    }
}
