package trimscope.app.inference;

import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trimscope.core.chat.FinishReason;
import trimscope.core.chat.Generation;
import trimscope.core.memory.PeakMemory;
import trimscope.core.model.Cancellation;

/**
 * Answers questions, one task per decode step that enqueues the next one itself, then measures the answer's tokens, one a task. Of
 * questions that wait only the last one counts.
 */
final class Answerer {
    private static final Logger LOG = LoggerFactory.getLogger(Answerer.class);

    private final Engine engine;
    private final PictureEncoder encoder;
    private final BiConsumer<Function<String, InferenceEvent>, Task> submit;
    private final Consumer<InferenceEvent> publish;
    private final Runnable idle;
    private final Latest<Answer> waiting = new Latest<>();
    private final Cancellable answering = new Cancellable();
    /** Tasks that an answer still needs. */
    private final AtomicInteger tasks = new AtomicInteger();

    private record Answer(Question question, Cancellation cancellation) {
        RunId run() {
            return question.run();
        }
    }

    /**
     * @param submit enqueues a task, with what to tell if it fails
     * @param idle is run on the inference thread when no answer needs it any more
     */
    Answerer(
            Engine engine,
            PictureEncoder encoder,
            BiConsumer<Function<String, InferenceEvent>, Task> submit,
            Consumer<InferenceEvent> publish,
            Runnable idle) {
        this.engine = engine;
        this.encoder = encoder;
        this.submit = submit;
        this.publish = publish;
        this.idle = idle;
    }

    /** Answers a question; one that still runs or waits is cancelled. */
    void ask(Question question) {
        Answer next = new Answer(question, answering.renew());
        waiting.put(next).ifPresent(this::neverBegun);
        later(sentence -> failed(question.run(), sentence), () -> beginIfLatest(next));
    }

    /** Ends the running answer after its current step, or within its prefill between two layers. */
    void stop() {
        answering.cancel();
    }

    /** Whether an answer is on its way, or waits. */
    boolean isBusy() {
        return tasks.get() > 0;
    }

    /** A later question waits for a task of its own, since its picture may not have been read before. */
    private void beginIfLatest(Answer answer) throws Exception {
        if (!waiting.take(answer)) {
            return;
        }
        Question question = answer.question();
        PeakMemory peak;
        engine.requireModel();
        try {
            encoder.encode(question.picture(), answer.cancellation());
            peak = PeakMemory.fromNow();
            Generation generation = engine.begin(question, answer.cancellation());
            publish.accept(new InferenceEvent.Prefilled(question.run(), generation.prefill()));
        } catch (CancellationException e) {
            neverBegun(answer);
            return;
        }
        goOn(answer, peak);
    }

    private void goOn(Answer answer, PeakMemory peak) {
        later(
                sentence -> failed(answer.run(), sentence),
                () -> engine.generation(answer.run()).ifPresent(generation -> step(answer, generation, peak)));
    }

    private void step(Answer answer, Generation generation, PeakMemory peak) {
        RunId run = answer.run();
        if (!answer.cancellation().isCancelled() && generation.hasNext()) {
            publish.accept(new InferenceEvent.Stepped(run, generation.next()));
            goOn(answer, peak);
            return;
        }
        FinishReason reason = answer.cancellation().isCancelled() ? FinishReason.CANCELLED : generation.finishReason();
        publish.accept(new InferenceEvent.Finished(run, reason, generation.costs(), peak.bytes(), generation.turns()));
        boolean leaves = generation.prefill().kept().isPresent()
                && !generation.settings().lean();
        if (answer.question().follows().isPresent() && leaves) {
            later(
                    InferenceEvent.Failed::new,
                    () -> engine.generation(run)
                            .ifPresent(known -> publish.accept(new InferenceEvent.Wanted(run, known.wanted()))));
        }
        if (!generation.steps().isEmpty()) {
            later(InferenceEvent.Failed::new, () -> engine.meter(run).ifPresent(meter -> measure(run, meter, 0)));
        }
    }

    /** Figures of the answer's tokens, one token a task, so that nobody waits for them. */
    private void measure(RunId run, AnswerMeter meter, int index) {
        if (index < meter.tokens() && engine.generation(run).isPresent()) {
            publish.accept(new InferenceEvent.Measured(run, index, meter.figures(index)));
            later(InferenceEvent.Failed::new, () -> measure(run, meter, index + 1));
        }
    }

    /** What a failed run holds is freed at once: most often it is memory that was short. */
    private InferenceEvent failed(RunId run, String sentence) {
        try {
            engine.drop(run);
        } catch (RuntimeException e) {
            // On a lost device even freeing fails.
            LOG.warn("A failed run could not be freed.", e);
        }
        return new InferenceEvent.RunFailed(run, sentence);
    }

    private void neverBegun(Answer answer) {
        publish.accept(new InferenceEvent.NeverBegun(answer.run()));
    }

    private void later(Function<String, InferenceEvent> failure, Task task) {
        tasks.incrementAndGet();
        submit.accept(failure, () -> {
            try {
                task.run();
            } finally {
                if (tasks.decrementAndGet() == 0) {
                    idle.run();
                }
            }
        });
    }
}
