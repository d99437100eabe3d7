package trimscope.app.inference;

import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import trimscope.core.evaluation.ComparisonRun;
import trimscope.core.model.Cancellation;

/** Compares two answers one token a task, so that answers and maps are served in between. Only the inference thread enters. */
final class Comparer {
    private final Engine engine;
    private final BiConsumer<CompareQuery, Task> submit;
    private final Consumer<InferenceEvent> publish;

    /** @param submit enqueues a task of a comparison */
    Comparer(Engine engine, BiConsumer<CompareQuery, Task> submit, Consumer<InferenceEvent> publish) {
        this.engine = engine;
        this.submit = submit;
        this.publish = publish;
    }

    /** Begins, unless there is a later query already; a run that was dropped meanwhile is compared with nothing. */
    void begin(CompareQuery query, Cancellation cancellation) {
        if (!cancellation.isCancelled() && engine.compare(query, cancellation)) {
            later(query);
        }
    }

    private void later(CompareQuery query) {
        submit.accept(query, () -> engine.comparison(query).ifPresent(run -> advance(query, run)));
    }

    private void advance(CompareQuery query, ComparisonRun run) {
        boolean goesOn = false;
        try {
            if (run.hasNext()) {
                run.next();
            }
            goesOn = run.hasNext();
            if (goesOn) {
                publish.accept(new InferenceEvent.Comparing(query, run.done(), run.all()));
                later(query);
            } else {
                publish.accept(new InferenceEvent.Compared(query, run.comparison()));
            }
        } catch (CancellationException e) {
            // Whoever cancelled asks for something else or for nothing more.
        } finally {
            if (!goesOn) {
                engine.dropComparison();
            }
        }
    }
}
