package trimscope.app.inference;

import java.util.List;
import trimscope.core.evaluation.SceneCase;
import trimscope.core.evaluation.SceneSweep;
import trimscope.core.evaluation.Sweep;
import trimscope.core.evaluation.SweepSummary;
import trimscope.core.forms.Forms;
import trimscope.core.forms.SceneSweepForms;
import trimscope.core.forms.SweepForms;

/** What a sweep has found so far. */
public sealed interface SweepResult {
    /** Those of the single questions that are finished, or the one under way. */
    List<Sweep> sweeps();

    /** Means over the questions, one a finished point, in the order of the points. */
    List<SweepSummary> summaries();

    /**
     * As files.
     *
     * @param model what people call it
     */
    Forms forms(String model);

    /** One question's points. */
    record OfQuestion(Sweep sweep) implements SweepResult {
        @Override
        public List<Sweep> sweeps() {
            return List.of(sweep);
        }

        @Override
        public List<SweepSummary> summaries() {
            return SweepSummary.of(sweeps());
        }

        @Override
        public Forms forms(String model) {
            return new SweepForms(model, sweep);
        }
    }

    /** The points of all scenes that are finished. */
    record OfScenes(SceneSweep sweep) implements SweepResult {
        @Override
        public List<Sweep> sweeps() {
            return sweep.cases().stream().map(SceneCase::sweep).toList();
        }

        @Override
        public List<SweepSummary> summaries() {
            return sweep.summaries();
        }

        @Override
        public Forms forms(String model) {
            return new SceneSweepForms(model, sweep);
        }
    }
}
