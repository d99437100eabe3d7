package trimscope.app.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.RuleNames;
import trimscope.app.exploration.SweepState;
import trimscope.app.inference.SweepResult;
import trimscope.core.evaluation.SceneCase;
import trimscope.core.evaluation.SweepSummary;
import trimscope.core.pruning.Rules;
import trimscope.core.pruning.TrimmingRule;

/** What the sweep view shows, without any node. */
final class SweepModel {
    /**
     * A line of the table.
     *
     * @param accuracy share of true answers; empty for a question whose answer nobody knows
     * @param broken scenes whose true answer broke
     */
    record Row(int index, String rule, SweepSummary figures, OptionalDouble accuracy, OptionalInt broken) {}

    private final Exploration exploration;

    SweepModel(Exploration exploration) {
        this.exploration = exploration;
    }

    Optional<SweepState> state() {
        return exploration.sweeps().stateProperty().get();
    }

    Optional<SweepResult> result() {
        return state().flatMap(SweepState::result)
                .filter(found -> !found.summaries().isEmpty());
    }

    List<Row> rows() {
        return result().map(found -> {
                    List<SweepSummary> summaries = found.summaries();
                    return IntStream.range(0, summaries.size())
                            .mapToObj(i -> row(found, summaries.get(i), i))
                            .toList();
                })
                .orElse(List.of());
    }

    private Row row(SweepResult found, SweepSummary summary, int index) {
        if (found instanceof SweepResult.OfScenes scenes) {
            return new Row(
                    index,
                    ruleName(index),
                    summary,
                    OptionalDouble.of(scenes.sweep().accuracy(index)),
                    OptionalInt.of(scenes.sweep().broken(index).size()));
        }
        return new Row(index, ruleName(index), summary, OptionalDouble.empty(), OptionalInt.empty());
    }

    /** The chart of a measure, as far as the sweep has come. */
    Optional<Plot> plot(Measure measure, Plot.Axis axis) {
        return result().filter(measure::isFor).map(found -> {
            List<SweepSummary> summaries = found.summaries();
            int ratios = state().orElseThrow().order().settings().ratios().size();
            List<Plot.Series> series = new ArrayList<>();
            for (int first = 0; first < summaries.size(); first += ratios) {
                List<Plot.Point> points = IntStream.range(first, Math.min(first + ratios, summaries.size()))
                        .mapToObj(i -> new Plot.Point(
                                i,
                                ruleName(i),
                                summaries.get(i).ratio(),
                                summaries.get(i).keptShare(),
                                measure.value(found, summaries.get(i), i)))
                        .toList();
                series.add(new Plot.Series(ruleNumber(first), ruleName(first), points));
            }
            return new Plot(measure, axis, series, measure.full(found));
        });
    }

    /** The scenes whose true answer broke at a point; empty for a question. */
    List<SceneCase> broken(int point) {
        return result().map(found -> found instanceof SweepResult.OfScenes scenes
                        ? scenes.sweep().broken(point)
                        : List.<SceneCase>of())
                .orElse(List.of());
    }

    private TrimmingRule rule(int point) {
        return state().orElseThrow().order().settings().trimming(point).rule();
    }

    private String ruleName(int point) {
        return RuleNames.title(rule(point));
    }

    /** Place of the rule among all rules. */
    private int ruleNumber(int point) {
        String name = rule(point).name();
        return IntStream.range(0, Rules.ALL.size())
                .filter(i -> Rules.ALL.get(i).name().equals(name))
                .findFirst()
                .orElse(0);
    }
}
