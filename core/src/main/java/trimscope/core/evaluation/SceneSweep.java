package trimscope.core.evaluation;

import java.util.List;
import trimscope.core.chat.ChatModel;
import trimscope.core.chat.ContextLimitException;
import trimscope.core.model.Cancellation;

/**
 * A sweep over freshly generated scenes whose answers are known.
 *
 * @param seed the same seed gives the same scenes and questions
 * @param cases one question a scene
 */
public record SceneSweep(long seed, List<SceneCase> cases) {
    public SceneSweep {
        cases = List.copyOf(cases);
    }

    /**
     * Runs the sweep: each scene is drawn, encoded once, and asked one question. The kinds of questions take turns; those that no picture
     * can answer are left out. {@link SceneSweepRun} does it in steps.
     *
     * @param scenes number of scenes, at least 1
     * @param progress hears of finished runs over all scenes
     * @throws ContextLimitException if a question is longer than the model reads
     * @throws java.util.concurrent.CancellationException if cancelled between two layers or tokens
     */
    public static SceneSweep run(
            ChatModel model,
            int scenes,
            long seed,
            SweepSettings settings,
            Progress progress,
            Cancellation cancellation)
            throws ContextLimitException {
        try (SceneSweepRun run = new SceneSweepRun(model, scenes, seed, settings, cancellation)) {
            run.finish(progress);
            return run.sweep();
        }
    }

    /** Means over all scenes, one a point, in the order of the points. */
    public List<SweepSummary> summaries() {
        return SweepSummary.of(cases.stream().map(SceneCase::sweep).toList());
    }

    /** Share of true answers without trimming, 0 … 1. */
    public double fullAccuracy() {
        return cases.stream()
                .mapToInt(scene -> scene.isFullRight() ? 1 : 0)
                .average()
                .orElse(0);
    }

    /** Share of true answers at the n-th point of the sweeps, 0 … 1. */
    public double accuracy(int point) {
        return cases.stream()
                .mapToInt(scene -> scene.isRight(scene.sweep().points().get(point)) ? 1 : 0)
                .average()
                .orElse(0);
    }

    /** The scenes whose true answer is broken at the n-th point of the sweeps. */
    public List<SceneCase> broken(int point) {
        return cases.stream()
                .filter(scene -> scene.isBroken(scene.sweep().points().get(point)))
                .toList();
    }
}
