package trimscope.app.inference;

import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import trimscope.core.model.Cancellation;

/** Runs sweeps one point a task, and gives way to answers. Only the inference thread enters. */
final class Sweeper {
    private final Engine engine;
    private final BiConsumer<SweepOrder, Task> submit;
    private final Consumer<InferenceEvent> publish;
    private final BooleanSupplier answering;
    private Optional<Runnable> waiting = Optional.empty();

    /**
     * @param submit enqueues a task of a sweep
     * @param answering whether an answer is on its way, which goes first
     */
    Sweeper(
            Engine engine,
            BiConsumer<SweepOrder, Task> submit,
            Consumer<InferenceEvent> publish,
            BooleanSupplier answering) {
        this.engine = engine;
        this.submit = submit;
        this.publish = publish;
        this.answering = answering;
    }

    void begin(SweepOrder order, Cancellation cancellation) {
        engine.sweep(order, cancellation);
        later(order, cancellation);
    }

    /** Goes on if a sweep was waiting for an answer to end, or for nothing any more. */
    void resume() {
        Optional<Runnable> next = waiting;
        waiting = Optional.empty();
        next.ifPresent(Runnable::run);
    }

    private void later(SweepOrder order, Cancellation cancellation) {
        submit.accept(order, () -> advance(order, cancellation));
    }

    private void advance(SweepOrder order, Cancellation cancellation) throws Exception {
        if (answering.getAsBoolean() && !cancellation.isCancelled()) {
            waiting = Optional.of(() -> later(order, cancellation));
            return;
        }
        boolean goesOn = false;
        try {
            Optional<SweepWork> work = engine.sweep(order).filter(mine -> !cancellation.isCancelled());
            if (work.isPresent()) {
                publish.accept(work.get().next());
                goesOn = work.get().hasNext();
            }
            if (goesOn) {
                later(order, cancellation);
            } else {
                publish.accept(new InferenceEvent.SweepEnded(order, work.isEmpty()));
            }
        } catch (CancellationException e) {
            publish.accept(new InferenceEvent.SweepEnded(order, true));
        } finally {
            if (!goesOn) {
                engine.dropSweep(order);
            }
        }
    }
}
