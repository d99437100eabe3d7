package trimscope.app.trimming;

import java.util.Locale;
import java.util.OptionalDouble;
import trimscope.app.exploration.ByteCount;

/**
 * One cost of a run against that of the full run.
 *
 * @param full empty if there is no full run yet
 * @param fullIsComputed whether the full run's value follows from the model's shape and was not measured
 */
record CostRow(String name, OptionalDouble full, OptionalDouble own, Unit unit, boolean fullIsComputed) {
    /** Follows a value that was not measured. */
    static final String COMPUTED = "*";

    /** How a number is written. */
    enum Unit {
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
