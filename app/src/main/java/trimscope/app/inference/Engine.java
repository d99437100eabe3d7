package trimscope.app.inference;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import trimscope.core.attention.HeadMaps;
import trimscope.core.chat.ChatModel;
import trimscope.core.chat.ChatSession;
import trimscope.core.chat.Columns;
import trimscope.core.chat.ContextLimitException;
import trimscope.core.chat.Generation;
import trimscope.core.chat.ModelInfo;
import trimscope.core.checkpoint.CheckpointException;
import trimscope.core.evaluation.ComparisonRun;
import trimscope.core.evaluation.Evidence;
import trimscope.core.image.Picture;
import trimscope.core.image.PictureException;
import trimscope.core.memory.MemoryEstimate;
import trimscope.core.memory.MemoryException;
import trimscope.core.model.Cancellation;
import trimscope.core.model.LoadProgress;

/** Everything that lives in native memory: the model, the encoded pictures, the answers. Only the inference thread enters. */
final class Engine {
    private final ModelSlot slot;
    private final Map<PictureId, Picture> pictures = new HashMap<>();
    private final Map<PictureId, ChatSession> sessions = new HashMap<>();
    private final Map<RunId, AnswerMaps> answers = new HashMap<>();

    private Optional<Sweeping> sweep = Optional.empty();

    private record Sweeping(SweepOrder order, SweepWork work) {}

    private Optional<FullMaps> fullMaps = Optional.empty();

    private record FullMaps(RunId run, HeadMaps maps) {}

    private Optional<UnderComparison> comparison = Optional.empty();

    private record UnderComparison(CompareQuery query, ComparisonRun run) {}

    Engine(ModelSlot slot) {
        this.slot = slot;
    }

    /** Replaces the model; answers and encoded pictures of the one before are freed when it goes. */
    void load(
            ModelChoice choice,
            LoadProgress progress,
            Cancellation cancellation,
            BiConsumer<ModelInfo, MemoryEstimate> loaded)
            throws IOException, CheckpointException, MemoryException {
        slot.load(choice, progress, cancellation, this::freeAnswers, loaded);
    }

    Picture read(PictureId id, PictureLoader loader) throws PictureException {
        Picture picture = loader.load();
        pictures.put(id, picture);
        return picture;
    }

    boolean isRead(PictureId id) {
        return pictures.containsKey(id);
    }

    boolean isEncoded(PictureId id) {
        return sessions.containsKey(id);
    }

    ChatSession session(PictureId id, Cancellation cancellation) {
        ChatSession known = sessions.get(id);
        if (known != null) {
            return known;
        }
        Picture picture = pictures.get(id);
        if (picture == null) {
            throw new IllegalStateException("The picture has not been read.");
        }
        ChatSession opened = model().open(picture, cancellation);
        sessions.put(id, opened);
        return opened;
    }

    boolean hasModel() {
        return slot.model().isPresent();
    }

    /** Stops whoever cannot do without. */
    void requireModel() throws NoModelException {
        if (!hasModel()) {
            throw new NoModelException();
        }
    }

    private ChatModel model() {
        return slot.model().orElseThrow(() -> new IllegalStateException("No model is loaded."));
    }

    /** Makes a sweep ready; one that is there makes room. A picture that it asks about has been encoded. */
    void sweep(SweepOrder order, Cancellation cancellation) {
        dropSweep();
        SweepWork work = order.source() instanceof SweepSource.OfQuestion about
                ? SweepWork.onQuestion(order, about, session(about.picture(), cancellation), cancellation)
                : SweepWork.onScenes(order, (SweepSource.OfScenes) order.source(), model(), cancellation);
        sweep = Optional.of(new Sweeping(order, work));
    }

    /** A sweep under way; empty if it was dropped meanwhile. */
    Optional<SweepWork> sweep(SweepOrder order) {
        return sweep.filter(known -> known.order().equals(order)).map(Sweeping::work);
    }

    void dropSweep(SweepOrder order) {
        if (sweep(order).isPresent()) {
            dropSweep();
        }
    }

    private void dropSweep() {
        sweep.ifPresent(known -> known.work().close());
        sweep = Optional.empty();
    }

    /** Reads the question; the answer's tokens are then pulled from the result one by one. */
    Generation begin(Question question, Cancellation cancellation) throws ContextLimitException {
        ChatSession session = session(question.picture(), cancellation);
        Optional<Generation> before = question.follows().flatMap(this::generation);
        Generation generation = before.isPresent()
                ? session.followUp(before.get(), question.text(), question.settings(), cancellation)
                : session.ask(question.earlier(), question.text(), question.settings(), cancellation);
        answers.put(question.run(), new AnswerMaps(generation, session.grid()));
        return generation;
    }

    Optional<Generation> generation(RunId run) {
        return answer(run).map(AnswerMaps::generation);
    }

    private Optional<AnswerMaps> answer(RunId run) {
        return Optional.ofNullable(answers.get(run));
    }

    /** The maps of some tokens; empty if the run was dropped meanwhile. */
    Optional<TokenMaps> maps(MapQuery query) {
        return answer(query.run()).map(answer -> {
            HeadMaps maps = answer.maps(query.positions(), query.quantity());
            return new TokenMaps(
                    query,
                    maps,
                    new HeadFigures(
                            maps,
                            answer.grid().valid(),
                            answer.generation().prefill().kept()));
        });
    }

    /** Begins to look for what a run's maps have in common; empty if the run was dropped meanwhile. */
    Optional<Surveyor> surveyor(SurveyQuery query) {
        return answer(query.tokens().run()).map(answer -> new Surveyor(query, answer));
    }

    /** The maps of two runs' tokens, over what each run kept. */
    PairMaps maps(PairQuery query) {
        return new PairMaps(query, headMaps(query.first()), headMaps(query.second()));
    }

    private Optional<HeadMaps> headMaps(MapQuery query) {
        return answer(query.run())
                .filter(answer -> !query.positions().isEmpty())
                .map(answer -> answer.maps(query.positions(), query.quantity()));
    }

    /** Makes a comparison ready; one that is there makes room. False if one of its runs was dropped meanwhile. */
    boolean compare(CompareQuery query, Cancellation cancellation) {
        dropComparison();
        Optional<Generation> first = generation(query.first());
        Optional<Generation> second = generation(query.second());
        if (first.isEmpty() || second.isEmpty()) {
            return false;
        }
        comparison =
                Optional.of(new UnderComparison(query, new ComparisonRun(first.get(), second.get(), cancellation)));
        return true;
    }

    /** A comparison under way; empty if it was dropped meanwhile. */
    Optional<ComparisonRun> comparison(CompareQuery query) {
        return comparison.filter(known -> known.query().equals(query)).map(UnderComparison::run);
    }

    void dropComparison() {
        comparison.ifPresent(known -> known.run().close());
        comparison = Optional.empty();
    }

    /** What a full run's attention says; empty if the run was dropped meanwhile. Its maps are kept for the next query. */
    Optional<Findings> evidence(EvidenceQuery query) {
        return answer(query.run()).map(answer -> {
            FullMaps maps = fullMaps.filter(known -> known.run().equals(query.run()))
                    .orElseGet(
                            () -> new FullMaps(query.run(), answer.generation().answerAttention(Columns.FULL)));
            fullMaps = Optional.of(maps);
            return new Findings(query, Evidence.of(maps.maps(), answer.grid().valid(), query.kept(), query.k()));
        });
    }

    /** What one token gives the patches; empty if the run was dropped meanwhile. */
    Optional<PatchMass> patchMass(PatchQuery query, int position) {
        return answer(query.run())
                .map(answer -> PatchMass.of(query, position, answer.maps(List.of(position), Quantity.ATTENTION)));
    }

    /** Measures the tokens of an answer that has ended; empty if the run was dropped meanwhile. */
    Optional<AnswerMeter> meter(RunId run) {
        return answer(run).map(AnswerMeter::new);
    }

    void drop(RunId run) {
        if (comparison.filter(known -> known.query().isOf(run)).isPresent()) {
            dropComparison();
        }
        fullMaps = fullMaps.filter(known -> !known.run().equals(run));
        AnswerMaps dropped = answers.remove(run);
        if (dropped != null) {
            dropped.generation().close();
        }
    }

    /** Frees the sweep and the answers, then the pictures they stand on. */
    private void freeAnswers() {
        dropSweep();
        fullMaps = Optional.empty();
        dropComparison();
        answers.values().forEach(answer -> answer.generation().close());
        answers.clear();
        sessions.values().forEach(ChatSession::close);
        sessions.clear();
    }

    /** Frees everything. */
    void close() {
        freeAnswers();
        slot.close();
    }
}
