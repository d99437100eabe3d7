package trimscope.app.trimming;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import trimscope.app.controls.CostRow;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.Run;
import trimscope.core.chat.Costs;
import trimscope.core.pruning.KeptTokens;
import trimscope.core.pruning.SelectionScores;

/** What the trim pane says, without any node. */
final class TrimModel {
    private final Exploration exploration;

    TrimModel(Exploration exploration) {
        this.exploration = exploration;
    }

    /** How many visual tokens the chosen ratio keeps, as a sentence. */
    String keptSentence() {
        Optional<SelectionScores> scores = exploration.trim().scores();
        Optional<KeptTokens> kept = kept();
        if (kept.isPresent()) {
            return "kept " + kept.get().count() + " of " + kept.get().valid() + " visual tokens";
        }
        return scores.map(known -> "all " + known.validCount() + " visual tokens kept")
                .orElse("Ask a question to see what is kept.");
    }

    /** What the ratio means for one head. */
    String perHead() {
        OptionalInt k = exploration.trim().perHead();
        return k.isEmpty() ? "" : "each chooses " + k.getAsInt();
    }

    /** Kept share by k from 1 to all tokens; empty before the first question. */
    List<Double> unionShares() {
        return exploration
                .trim()
                .scores()
                .filter(scores -> exploration.runProperty().get().isPresent())
                .map(scores -> Arrays.stream(scores.unionSizes())
                        .mapToObj(size -> (double) size / scores.validCount())
                        .toList())
                .orElse(List.of());
    }

    /** How many tokens 0, 1, … all heads chose; empty before the first question. */
    List<Integer> votes() {
        Optional<SelectionScores> scores = exploration.trim().scores();
        if (scores.isEmpty()) {
            return List.of();
        }
        int k = scores.get().perHead(exploration.trim().ratio());
        int[] counts = new int[scores.get().heads() + 1];
        for (int token : scores.get().candidates()) {
            counts[scores.get().votes(token, k)]++;
        }
        return Arrays.stream(counts).boxed().toList();
    }

    /** Kept share of the valid tokens, 0 … 1; empty before the first question. */
    OptionalDouble keptShare() {
        if (kept().isPresent()) {
            return OptionalDouble.of(kept().get().share());
        }
        return exploration.trim().scores().isPresent() ? OptionalDouble.of(1) : OptionalDouble.empty();
    }

    String keptPercent() {
        OptionalDouble share = keptShare();
        return share.isEmpty() ? "" : String.format(Locale.ROOT, "%.0f %%", 100 * share.getAsDouble());
    }

    /** Costs of the shown run against the full run of the same question. */
    List<CostRow> costs() {
        Optional<Costs> own = exploration
                .runProperty()
                .get()
                .flatMap(run -> run.costsProperty().get());
        List<CostRow> rows =
                new ArrayList<>(CostRow.of(baseline(), exploration.runProperty().get()));
        if (baseline().isEmpty() && own.isPresent()) {
            // The size of the full cache follows from the configuration, so it is known without a full run.
            rows.set(0, rows.get(0).against(own.get().valid(), false));
            rows.set(1, rows.get(1).against((double) own.get().cacheBytesFull(), true));
        }
        return List.copyOf(rows);
    }

    /** What has to be said below the costs; empty if there is nothing. */
    String costNote() {
        Optional<Run> run = exploration.runProperty().get();
        boolean answered = run.flatMap(shown -> shown.costsProperty().get()).isPresent();
        return answered && run.get().peakBytes().isEmpty() ? "peak memory cannot be measured on this system" : "";
    }

    /** Whether a full run would fill the table's gaps. */
    boolean lacksBaseline() {
        Optional<Run> run = exploration.runProperty().get();
        return run.isPresent()
                && !run.get().state().isActive()
                && !run.get().isFull()
                && baseline().isEmpty();
    }

    private Optional<Run> baseline() {
        return exploration.runProperty().get().flatMap(run -> run.picture().baseline(run));
    }

    private Optional<KeptTokens> kept() {
        return exploration.trim().keptProperty().get();
    }
}
