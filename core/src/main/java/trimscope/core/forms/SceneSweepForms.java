package trimscope.core.forms;

import com.google.gson.GsonBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import trimscope.core.evaluation.SceneCase;
import trimscope.core.evaluation.SceneSweep;
import trimscope.core.evaluation.SweepPoint;
import trimscope.core.evaluation.SweepSummary;

/**
 * A sweep over generated scenes as text, JSON and CSV: the text has one line for each rule and ratio, the CSV one for each scene, rule and
 * ratio.
 */
public record SceneSweepForms(String model, SceneSweep sweep) implements Forms {

    @Override
    public String text() {
        StringBuilder out = new StringBuilder();
        out.append(String.format(
                Locale.ROOT,
                "%d scenes of seed %d, true answers without trimming %.1f %%%n%-14s %6s %8s %10s %10s %9s %8s  %s%n",
                sweep.cases().size(),
                sweep.seed(),
                100 * sweep.fullAccuracy(),
                "rule",
                "ratio",
                "kept",
                "agreement",
                "KL a token",
                "retained",
                "true",
                "scenes whose true answer broke"));
        List<SweepSummary> summaries = sweep.summaries();
        for (int i = 0; i < summaries.size(); i++) {
            SweepSummary summary = summaries.get(i);
            out.append(String.format(
                    Locale.ROOT,
                    "%-14s %6s %6.1f %% %8.1f %% %10.6f %7.1f %% %6.1f %%  %s%n",
                    summary.rule(),
                    summary.ratio(),
                    100 * summary.keptShare(),
                    100 * summary.agreement(),
                    summary.divergence(),
                    100 * summary.retainedMass(),
                    100 * sweep.accuracy(i),
                    String.join(
                            " ",
                            sweep.broken(i).stream()
                                    .map(scene -> String.valueOf(scene.index()))
                                    .toList())));
        }
        return out.toString();
    }

    /**
     * The fields in the order in which they are printed.
     *
     * @param accuracy share of true answers without trimming
     */
    private record Whole(String model, long seed, double accuracy, List<Summary> points, List<Scene> scenes) {}

    /**
     * Means over the scenes for one rule at one ratio.
     *
     * @param accuracy share of true answers
     * @param broken scenes whose true answer is not given any more
     */
    private record Summary(
            String rule,
            double ratio,
            double keptShare,
            double agreement,
            double logProbability,
            double divergence,
            double retainedMass,
            double accuracy,
            List<Integer> broken) {}

    private record Scene(int index, String kind, String truth, SweepFields sweep) {}

    @Override
    public String json() {
        List<SweepSummary> summaries = sweep.summaries();
        List<Summary> points = new ArrayList<>();
        for (int i = 0; i < summaries.size(); i++) {
            SweepSummary summary = summaries.get(i);
            points.add(new Summary(
                    summary.rule(),
                    summary.ratio(),
                    summary.keptShare(),
                    summary.agreement(),
                    summary.logProbability(),
                    summary.divergence(),
                    summary.retainedMass(),
                    sweep.accuracy(i),
                    sweep.broken(i).stream().map(SceneCase::index).toList()));
        }
        List<Scene> scenes = sweep.cases().stream()
                .map(scene -> new Scene(
                        scene.index(),
                        scene.question().kind().label(),
                        scene.question().answer(),
                        SweepFields.of(scene.sweep())))
                .toList();
        Whole whole = new Whole(model, sweep.seed(), sweep.fullAccuracy(), points, scenes);
        return new GsonBuilder().disableHtmlEscaping().create().toJson(whole) + "\n";
    }

    @Override
    public String csv() {
        Csv csv = new Csv()
                .line(
                        "scene",
                        "question",
                        "truth",
                        "fullAnswer",
                        "rule",
                        "ratio",
                        "keptShare",
                        "agreement",
                        "probability",
                        "divergence",
                        "retainedMass",
                        "answer",
                        "right");
        for (SceneCase scene : sweep.cases()) {
            for (SweepPoint point : scene.sweep().points()) {
                csv.line(
                        scene.index(),
                        scene.question().question(),
                        scene.question().answer(),
                        scene.sweep().answer(),
                        point.rule(),
                        point.ratio(),
                        point.costs().keptShare(),
                        point.agreement(),
                        point.forced().probability(),
                        point.forced().meanDivergence(),
                        point.retained().later(),
                        point.answer(),
                        scene.isRight(point));
            }
        }
        return csv.toString();
    }
}
