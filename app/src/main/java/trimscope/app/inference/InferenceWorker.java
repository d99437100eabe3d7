package trimscope.app.inference;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trimscope.core.chat.ChatModel;
import trimscope.core.memory.MachineMemory;
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
    private final PictureEncoder encoder;
    private final Answerer answerer;
    private final Comparer comparer;
    private final Sweeper sweeper;
    private final Latest<MapQuery> waitingMap = new Latest<>();
    private final Latest<PairQuery> waitingPair = new Latest<>();
    private final Latest<EvidenceQuery> waitingEvidence = new Latest<>();
    private final Latest<Encoding> waitingPicture = new Latest<>();
    private final Cancellable loading = new Cancellable();
    private final Cancellable encoding = new Cancellable();
    private final Cancellable comparing = new Cancellable();
    private final Cancellable sweeping = new Cancellable();
    private volatile Optional<PatchQuery> soughtPatches = Optional.empty();
    private volatile Optional<SurveyQuery> soughtSurvey = Optional.empty();
    private volatile boolean closed;

    private record Encoding(PictureId picture, Cancellation cancellation) {}

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
        encoder = new PictureEncoder(engine, this::publish);
        answerer = new Answerer(engine, encoder, this::submit, this::publish, this::resumeSweep);
        comparer = new Comparer(
                engine,
                (query, task) -> submit(sentence -> new InferenceEvent.ComparisonFailed(query, sentence), task),
                this::publish);
        sweeper = new Sweeper(
                engine,
                (order, task) -> submit(sentence -> new InferenceEvent.SweepFailed(order, sentence), task),
                this::publish,
                answerer::isBusy);
    }

    /** Adds a receiver of all events. */
    public void listen(Consumer<InferenceEvent> listener) {
        listeners.add(listener);
    }

    /** Replaces the model, unless memory or the folder will not do: then the one that is there stays. */
    public void load(ModelChoice choice) {
        Cancellation cancellation = loading.renew();
        stop();
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
                        (info, held) -> publish(new InferenceEvent.ModelLoaded(info, held)));
            } finally {
                publish(new InferenceEvent.Rested());
            }
            // A picture that was opened before there was a model.
            submit(InferenceEvent.Failed::new, () -> waitingPicture.take().ifPresent(this::encode));
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
        Encoding latest = new Encoding(picture, encoding.renew());
        waitingPicture.put(latest);
        submit(sentence -> new InferenceEvent.PictureFailed(picture, sentence), () -> encodeIfLatest(latest));
    }

    /** Answers a question. An answer that still runs or waits is cancelled. */
    public void ask(Question question) {
        answerer.ask(question);
    }

    /** Asks for maps; they come between two decode steps. */
    public void map(MapQuery query) {
        if (waitingMap.put(query).isEmpty()) {
            submit(
                    InferenceEvent.Failed::new,
                    () -> waitingMap
                            .take()
                            .flatMap(engine::maps)
                            .ifPresent(maps -> publish(new InferenceEvent.MapsReady(maps))));
        }
    }

    /** Asks for the maps of two runs, as {@link #map(MapQuery)} does for one. */
    public void map(PairQuery query) {
        if (waitingPair.put(query).isEmpty()) {
            submit(
                    InferenceEvent.Failed::new,
                    () -> waitingPair
                            .take()
                            .ifPresent(pair -> publish(new InferenceEvent.PairMapsReady(engine.maps(pair)))));
        }
    }

    /** Compares two answers, each token by itself between two decode steps; of such queries the last one counts. */
    public void compare(CompareQuery query) {
        Cancellation cancellation = comparing.renew();
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
        if (waitingEvidence.put(query).isEmpty()) {
            submit(
                    InferenceEvent.Failed::new,
                    () -> waitingEvidence
                            .take()
                            .flatMap(engine::evidence)
                            .ifPresent(found -> publish(new InferenceEvent.EvidenceReady(found))));
        }
    }

    /** Begins a sweep, whose every point is a task of its own and waits for answers; one that still runs is cancelled. */
    public void sweep(SweepOrder order) {
        cancelSweep();
        Cancellation cancellation = sweeping.renew();
        submit(sentence -> new InferenceEvent.SweepFailed(order, sentence), () -> beginSweep(order, cancellation));
    }

    /** Ends the running sweep within its point; what it has found stays with whoever heard of it. */
    public void cancelSweep() {
        sweeping.cancel();
        submit(InferenceEvent.Failed::new, this::resumeSweep);
    }

    /** Ends the running answer after its current step, or within its prefill between two layers. */
    public void stop() {
        answerer.stop();
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

    /** A later picture waits for a task of its own, since it may not have been read before; without a model it waits for one. */
    private void encodeIfLatest(Encoding next) {
        if (engine.hasModel() && waitingPicture.take(next)) {
            encode(next);
        }
    }

    private void encode(Encoding next) {
        if (engine.isRead(next.picture())) {
            encoder.encode(next.picture(), next.cancellation());
        }
    }

    private void resumeSweep() {
        sweeper.resume();
    }

    private void beginSweep(SweepOrder order, Cancellation cancellation) throws NoModelException {
        engine.requireModel();
        try {
            if (order.source() instanceof SweepSource.OfQuestion about) {
                encoder.encode(about.picture(), cancellation);
            }
            sweeper.begin(order, cancellation);
        } catch (CancellationException e) {
            publish(new InferenceEvent.SweepEnded(order, true));
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

    private void publish(InferenceEvent event) {
        window.execute(() -> listeners.forEach(listener -> listener.accept(event)));
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
                publish(new InferenceEvent.Explained(Failures.sentence(e), Failures.details(e)));
                publish(failure.apply(Failures.sentence(e)));
            }
        });
    }
}
