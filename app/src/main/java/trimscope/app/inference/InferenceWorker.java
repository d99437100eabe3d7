package trimscope.app.inference;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trimscope.core.chat.ChatModel;
import trimscope.core.chat.ChatSession;
import trimscope.core.chat.FinishReason;
import trimscope.core.chat.Generation;
import trimscope.core.chat.GenerationStep;
import trimscope.core.memory.MachineMemory;
import trimscope.core.memory.ProcessMemory;
import trimscope.core.model.Cancellation;
import trimscope.core.model.LoadProgress;

/**
 * The single inference thread: takes commands, hands back {@link InferenceEvent}s.
 *
 * <p>An answer is one task per decode step that enqueues the next one itself, so whatever was asked meanwhile, a map above
 * all, is served between two steps. Of questions, pictures and maps that wait only the last one counts: a slider may storm.
 *
 * <p>Commands come from the window's thread. Whatever a task throws ends here: it is logged once and becomes one sentence.
 */
public final class InferenceWorker {
    private static final Logger LOG = LoggerFactory.getLogger(InferenceWorker.class);
    /** Progress is told at most so often. */
    private static final long PROGRESS_NANOS = 40_000_000;

    private final Executor inference;
    private final Executor window;
    private final List<Consumer<InferenceEvent>> listeners = new CopyOnWriteArrayList<>();
    private final Engine engine;

    private final AtomicReference<Optional<Answer>> waitingAnswer = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<MapQuery>> waitingMap = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<PictureId>> waitingPicture = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<EvidenceQuery>> waitingEvidence = new AtomicReference<>(Optional.empty());
    private volatile Optional<PatchQuery> soughtPatches = Optional.empty();
    private volatile Optional<SurveyQuery> soughtSurvey = Optional.empty();
    private volatile Cancellation answering = new Cancellation();
    private volatile Cancellation encoding = new Cancellation();
    private volatile Cancellation comparing = new Cancellation();
    private volatile Cancellation loading = new Cancellation();
    private volatile Cancellation sweeping = new Cancellation();
    private volatile boolean closed;
    /** Whether the process's high-water mark began with the last answer; only the inference thread enters. */
    private boolean peakIsOwn;
    /** Tasks that an answer still needs; as long as there are any, sweeps wait. */
    private final AtomicInteger answerTasks = new AtomicInteger();

    private final AtomicReference<Optional<PairQuery>> waitingPair = new AtomicReference<>(Optional.empty());
    private final Comparer comparer;
    private final Sweeper sweeper;

    /**
     * @param inference runs one task at a time, in order: a daemon thread in the program
     * @param window delivers the events: {@code Platform::runLater} in the program
     */
    public InferenceWorker(Executor inference, Executor window) {
        this(inference, window, new ModelSlot(new MachineMemory(), ChatModel::load));
    }

    /** A worker whose models come from elsewhere. */
    InferenceWorker(Executor inference, Executor window, ModelSlot slot) {
        this.inference = inference;
        this.window = window;
        engine = new Engine(slot);
        comparer = new Comparer(
                engine,
                (query, task) -> submit(sentence -> new InferenceEvent.ComparisonFailed(query, sentence), task),
                this::publish);
        sweeper = new Sweeper(
                engine,
                (order, task) -> submit(sentence -> new InferenceEvent.SweepFailed(order, sentence), task),
                this::publish,
                () -> answerTasks.get() > 0);
    }

    /** Adds a receiver of all events. */
    public void listen(Consumer<InferenceEvent> listener) {
        listeners.add(listener);
    }

    /** Replaces the model, unless memory or the folder will not do: then the one that is there stays. */
    public void load(ModelChoice choice) {
        cancelLoading();
        stop();
        Cancellation cancellation = new Cancellation();
        loading = cancellation;
        submit(InferenceEvent.Failed::new, () -> {
            if (cancellation.isCancelled()) {
                return;
            }
            publish(new InferenceEvent.Began("loading the model"));
            try {
                engine.load(
                        choice,
                        progress(choice.name()),
                        cancellation,
                        info -> publish(new InferenceEvent.ModelLoaded(info)));
            } finally {
                publish(new InferenceEvent.Rested());
            }
        });
    }

    /** Ends the loading that is under way between two tensors. */
    public void cancelLoading() {
        loading.cancel();
    }

    private LoadProgress progress(String name) {
        AtomicLong told = new AtomicLong(System.nanoTime() - PROGRESS_NANOS);
        return (bytes, all) -> {
            long now = System.nanoTime();
            if (now - told.get() >= PROGRESS_NANOS || bytes == all) {
                told.set(now);
                publish(new InferenceEvent.Loading(name, bytes, all));
            }
        };
    }

    /** Reads a picture's pixels. */
    public void read(PictureId picture, PictureLoader loader) {
        submit(
                sentence -> new InferenceEvent.PictureFailed(picture, sentence),
                () -> publish(new InferenceEvent.PictureRead(picture, engine.read(picture, loader))));
    }

    /** Lets the model encode a picture that was read. An older picture that still waits or is being encoded is left out. */
    public void encode(PictureId picture) {
        encoding.cancel();
        encoding = new Cancellation();
        Optional<PictureId> latest = Optional.of(picture);
        waitingPicture.set(latest);
        submit(sentence -> new InferenceEvent.PictureFailed(picture, sentence), () -> encodeIfLatest(latest));
    }

    /** Answers a question. An answer that still runs or waits is cancelled. */
    public void ask(Question question) {
        Answer next = new Answer(question, new Cancellation());
        answering.cancel();
        answering = next.cancellation();
        Optional<Answer> latest = Optional.of(next);
        waitingAnswer.getAndSet(latest).ifPresent(this::neverBegun);
        submitFirst(sentence -> failed(question.run(), sentence), () -> beginIfLatest(latest));
    }

    /** Asks for maps; they come between two decode steps. */
    public void map(MapQuery query) {
        if (waitingMap.getAndSet(Optional.of(query)).isEmpty()) {
            submit(
                    InferenceEvent.Failed::new,
                    () -> waitingMap
                            .getAndSet(Optional.empty())
                            .flatMap(engine::maps)
                            .ifPresent(maps -> publish(new InferenceEvent.MapsReady(maps))));
        }
    }

    /** Asks for the maps of two runs, as {@link #map(MapQuery)} does for one. */
    public void map(PairQuery query) {
        if (waitingPair.getAndSet(Optional.of(query)).isEmpty()) {
            submit(
                    InferenceEvent.Failed::new,
                    () -> waitingPair
                            .getAndSet(Optional.empty())
                            .ifPresent(pair -> publish(new InferenceEvent.PairMapsReady(engine.maps(pair)))));
        }
    }

    /** Compares two answers, each token by itself between two decode steps; of such queries the last one counts. */
    public void compare(CompareQuery query) {
        cancelComparison();
        Cancellation cancellation = new Cancellation();
        comparing = cancellation;
        submit(
                sentence -> new InferenceEvent.ComparisonFailed(query, sentence),
                () -> comparer.begin(query, cancellation));
    }

    /** Ends the running comparison. */
    public void cancelComparison() {
        comparing.cancel();
    }

    /** Asks who looks at some patches; each token is answered by itself between two decode steps, the last query wins. */
    public void seek(PatchQuery query) {
        soughtPatches = Optional.of(query);
        submit(InferenceEvent.Failed::new, () -> seek(query, 0));
    }

    /** Asks what a run's maps have in common; each map is read by itself between two decode steps, the last query wins. */
    public void survey(SurveyQuery query) {
        soughtSurvey = Optional.of(query);
        submit(InferenceEvent.Failed::new, () -> engine.surveyor(query).ifPresent(this::survey));
    }

    /** Asks what a full run's attention says about a kept set; of such queries that wait the last one counts. */
    public void evidence(EvidenceQuery query) {
        if (waitingEvidence.getAndSet(Optional.of(query)).isEmpty()) {
            submit(
                    InferenceEvent.Failed::new,
                    () -> waitingEvidence
                            .getAndSet(Optional.empty())
                            .flatMap(engine::evidence)
                            .ifPresent(found -> publish(new InferenceEvent.EvidenceReady(found))));
        }
    }

    /** Begins a sweep, whose every point is a task of its own and waits for answers; one that still runs is cancelled. */
    public void sweep(SweepOrder order) {
        cancelSweep();
        Cancellation cancellation = new Cancellation();
        sweeping = cancellation;
        submit(sentence -> new InferenceEvent.SweepFailed(order, sentence), () -> beginSweep(order, cancellation));
    }

    /** Ends the running sweep within its point; what it has found stays with whoever heard of it. */
    public void cancelSweep() {
        sweeping.cancel();
        submit(InferenceEvent.Failed::new, sweeper::resume);
    }

    /** Ends the running answer after its current step, or within its prefill between two layers. */
    public void stop() {
        answering.cancel();
    }

    /** Frees a run. */
    public void drop(RunId run) {
        submit(InferenceEvent.Failed::new, () -> engine.drop(run));
    }

    /** Stops and frees everything; commands that come later are left out. */
    public void close() {
        stop();
        cancelComparison();
        cancelLoading();
        sweeping.cancel();
        encoding.cancel();
        submit(InferenceEvent.Failed::new, engine::close);
        closed = true;
    }

    /** A later picture waits for a task of its own, since it may not have been read before. */
    private void encodeIfLatest(Optional<PictureId> next) {
        if (waitingPicture.compareAndSet(next, Optional.empty())
                && next.filter(engine::isRead).isPresent()) {
            session(next.get(), encoding);
        }
    }

    private ChatSession session(PictureId picture, Cancellation cancellation) {
        if (engine.isEncoded(picture)) {
            return engine.session(picture, cancellation);
        }
        publish(new InferenceEvent.Began("encoding the picture"));
        try {
            ChatSession session = engine.session(picture, cancellation);
            publish(new InferenceEvent.PictureEncoded(picture, session.grid(), session.visionMillis()));
            return session;
        } finally {
            publish(new InferenceEvent.Rested());
        }
    }

    /** A later question waits for a task of its own, since its picture may not have been read before. */
    private void beginIfLatest(Optional<Answer> next) throws Exception {
        if (!waitingAnswer.compareAndSet(next, Optional.empty())) {
            return;
        }
        Answer answer = next.orElseThrow();
        Question question = answer.question();
        try {
            session(question.picture(), answer.cancellation());
            peakIsOwn = ProcessMemory.resetPeak();
            Generation generation = engine.begin(question, answer.cancellation());
            publish(new InferenceEvent.Prefilled(question.run(), generation.prefill()));
        } catch (CancellationException e) {
            neverBegun(answer);
            return;
        }
        later(answer);
    }

    private void beginSweep(SweepOrder order, Cancellation cancellation) {
        try {
            if (order.source() instanceof SweepSource.OfQuestion about) {
                session(about.picture(), cancellation);
            }
            sweeper.begin(order, cancellation);
        } catch (CancellationException e) {
            publish(new InferenceEvent.SweepEnded(order, true));
        }
    }

    private void later(Answer answer) {
        RunId run = answer.question().run();
        submitFirst(
                sentence -> failed(run, sentence),
                () -> engine.generation(run).ifPresent(generation -> step(answer, generation)));
    }

    private void step(Answer answer, Generation generation) {
        RunId run = answer.question().run();
        if (!answer.cancellation().isCancelled() && generation.hasNext()) {
            GenerationStep step = generation.next();
            publish(new InferenceEvent.Stepped(run, step));
            later(answer);
            return;
        }
        FinishReason reason = answer.cancellation().isCancelled() ? FinishReason.CANCELLED : generation.finishReason();
        OptionalLong peak = peakIsOwn ? ProcessMemory.peak() : OptionalLong.empty();
        publish(new InferenceEvent.Finished(run, reason, generation.costs(), peak, generation.turns()));
        boolean leaves = generation.prefill().kept().isPresent()
                && !generation.settings().lean();
        if (answer.question().follows().isPresent() && leaves) {
            submitFirst(
                    InferenceEvent.Failed::new,
                    () -> engine.generation(run)
                            .ifPresent(known -> publish(new InferenceEvent.Wanted(run, known.wanted()))));
        }
        if (!generation.steps().isEmpty()) {
            submitFirst(InferenceEvent.Failed::new, () -> engine.meter(run).ifPresent(meter -> measure(run, meter, 0)));
        }
    }

    /** Figures of the answer's tokens, one token a task, so that nobody waits for them. */
    private void measure(RunId run, AnswerMeter meter, int index) {
        if (index < meter.tokens() && engine.generation(run).isPresent()) {
            publish(new InferenceEvent.Measured(run, index, meter.figures(index)));
            submitFirst(InferenceEvent.Failed::new, () -> measure(run, meter, index + 1));
        }
    }

    private void seek(PatchQuery query, int index) {
        if (index < query.positions().size() && soughtPatches.equals(Optional.of(query))) {
            engine.patchMass(query, query.positions().get(index))
                    .ifPresent(mass -> publish(new InferenceEvent.PatchesSeen(mass)));
            submit(InferenceEvent.Failed::new, () -> seek(query, index + 1));
        }
    }

    private void survey(Surveyor surveyor) {
        SurveyQuery query = surveyor.query();
        boolean wanted = soughtSurvey.equals(Optional.of(query));
        if (wanted && engine.generation(query.tokens().run()).isPresent()) {
            if (surveyor.isComplete()) {
                publish(new InferenceEvent.SurveyReady(surveyor.survey()));
                return;
            }
            surveyor.advance();
            submit(InferenceEvent.Failed::new, () -> survey(surveyor));
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
        publish(new InferenceEvent.NeverBegun(answer.question().run()));
    }

    private void publish(InferenceEvent event) {
        window.execute(() -> listeners.forEach(listener -> listener.accept(event)));
    }

    /** Enqueues a task of an answer. */
    private void submitFirst(Function<String, InferenceEvent> failure, Task task) {
        answerTasks.incrementAndGet();
        submit(failure, () -> {
            try {
                task.run();
            } finally {
                if (answerTasks.decrementAndGet() == 0) {
                    sweeper.resume();
                }
            }
        });
    }

    private void submit(Function<String, InferenceEvent> failure, Task task) {
        if (closed) {
            return;
        }
        inference.execute(() -> {
            try {
                task.run();
            } catch (CancellationException e) {
                LOG.debug("cancelled", e);
            } catch (Throwable e) {
                // The one place where everything ends, errors of native code and of memory included.
                Failures.log(e);
                publish(failure.apply(Failures.sentence(e)));
            }
        });
    }

    private record Answer(Question question, Cancellation cancellation) {}
}
