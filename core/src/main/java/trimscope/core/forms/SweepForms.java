package trimscope.core.forms;

import com.google.gson.GsonBuilder;
import java.util.Locale;
import trimscope.core.chat.Costs;
import trimscope.core.evaluation.Sweep;
import trimscope.core.evaluation.SweepPoint;

/** A sweep over one question as text, JSON and CSV; the text and the CSV have one line for each rule and ratio. */
public record SweepForms(String model, Sweep sweep) implements Forms {

    @Override
    public String text() {
        StringBuilder out = new StringBuilder();
        out.append(String.format(
                Locale.ROOT,
                "full answer (probability %.4f): %s%n%-14s %6s %8s %10s %12s %10s %9s %11s %9s %9s%n",
                sweep.probability(),
                sweep.answer(),
                "rule",
                "ratio",
                "kept",
                "agreement",
                "probability",
                "KL a token",
                "retained",
                "cache bytes",
                "prefill",
                "a token"));
        for (SweepPoint point : sweep.points()) {
            Costs costs = point.costs();
            out.append(String.format(
                    Locale.ROOT,
                    "%-14s %6s %6.1f %% %8.1f %% %12.4f %10.6f %7.1f %% %11d %6.1f ms %6.1f ms%s%n",
                    point.rule(),
                    point.ratio(),
                    100 * costs.keptShare(),
                    100 * point.agreement(),
                    point.forced().probability(),
                    point.forced().meanDivergence(),
                    100 * point.retained().later(),
                    costs.cacheBytes(),
                    costs.prefillMillis(),
                    costs.millisPerToken(),
                    point.answer().equals(sweep.answer()) ? "" : "  " + point.answer()));
        }
        return out.toString();
    }

    @Override
    public String json() {
        return new GsonBuilder().disableHtmlEscaping().create().toJson(new Whole(model, SweepFields.of(sweep))) + "\n";
    }

    private record Whole(String model, SweepFields sweep) {}

    @Override
    public String csv() {
        Csv csv = new Csv()
                .line(
                        "rule",
                        "ratio",
                        "kept",
                        "valid",
                        "agreement",
                        "probability",
                        "divergence",
                        "retainedMass",
                        "cacheBytes",
                        "prefillMillis",
                        "millisPerToken",
                        "answer");
        for (SweepPoint point : sweep.points()) {
            Costs costs = point.costs();
            csv.line(
                    point.rule(),
                    point.ratio(),
                    Math.min(costs.kept(), costs.valid()),
                    costs.valid(),
                    point.agreement(),
                    point.forced().probability(),
                    point.forced().meanDivergence(),
                    point.retained().later(),
                    costs.cacheBytes(),
                    costs.prefillMillis(),
                    costs.millisPerToken(),
                    point.answer());
        }
        return csv.toString();
    }
}
