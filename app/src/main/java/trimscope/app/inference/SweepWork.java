package trimscope.app.inference;

import java.util.Optional;
import java.util.function.Supplier;
import trimscope.core.chat.ChatModel;
import trimscope.core.chat.ChatSession;
import trimscope.core.chat.ContextLimitException;
import trimscope.core.evaluation.SceneSweepRun;
import trimscope.core.evaluation.Stepwise;
import trimscope.core.evaluation.SweepRun;
import trimscope.core.model.Cancellation;

/** A sweep under way, with what it holds of native memory. */
final class SweepWork implements AutoCloseable {
    private final SweepOrder order;
    private final Stepwise steps;
    private final Supplier<Optional<SweepResult>> result;

    private SweepWork(SweepOrder order, Stepwise steps, Supplier<Optional<SweepResult>> result) {
        this.order = order;
        this.steps = steps;
        this.result = result;
    }

    static SweepWork onQuestion(
            SweepOrder order, SweepSource.OfQuestion about, ChatSession session, Cancellation cancellation) {
        SweepRun run = new SweepRun(session, about.earlier(), about.question(), order.settings(), cancellation);
        return new SweepWork(order, run, () -> run.sweep().map(SweepResult.OfQuestion::new));
    }

    static SweepWork onScenes(
            SweepOrder order, SweepSource.OfScenes about, ChatModel model, Cancellation cancellation) {
        SceneSweepRun run = new SceneSweepRun(model, about.scenes(), about.seed(), order.settings(), cancellation);
        return new SweepWork(order, run, () -> Optional.of(new SweepResult.OfScenes(run.sweep())));
    }

    boolean hasNext() {
        return steps.hasNext();
    }

    /** Does one step. */
    InferenceEvent.SweepAdvanced next() throws ContextLimitException {
        steps.next();
        return new InferenceEvent.SweepAdvanced(order, steps.done(), steps.all(), result.get());
    }

    @Override
    public void close() {
        steps.close();
    }
}
