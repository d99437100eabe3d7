package trimscope.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import trimscope.core.checkpoint.TextConfig;
import trimscope.core.model.Kernels.Value;
import trimscope.core.pruning.KeptTokens;
import trimscope.core.pruning.SelectionScores;

/**
 * One run of the text decoder: a prompt with what it selected, further rows, decode steps, and what its rows attended to. Owns its
 * caches.
 */
public final class DecoderRun implements AutoCloseable {
    private final Kernels kernels;
    private final TextDecoder decoder;
    private final RunRows rows;
    private final NDManager manager;
    private final NextToken next;
    /** The rows that this run added at once: the prompt, or the new turn of a conversation. */
    private int turnStart;

    private int turnEnd;
    private Optional<NDArray> turnLogits = Optional.empty();
    private Optional<Value> decodeCaches = Optional.empty();

    private DecoderRun(Kernels kernels, TextDecoder decoder, RunRows rows) {
        this.kernels = kernels;
        this.decoder = decoder;
        this.rows = rows;
        this.manager = kernels.newManager();
        this.next = new NextToken(kernels, decoder.precision());
    }

    /**
     * Reads prompts at once.
     *
     * @param prompts at least one; all with pictures, or all without
     * @return a run for each, in order
     */
    static List<DecoderRun> prefill(
            Kernels kernels,
            TextDecoder decoder,
            List<Prompt> prompts,
            int imageToken,
            Cancellation cancellation,
            Observer observer) {
        List<DecoderRun> runs = new ArrayList<>();
        List<NewRows> turns = new ArrayList<>();
        try (Unfinished unfinished = new Unfinished()) {
            for (Prompt prompt : prompts) {
                Selection selection = prompt.selection();
                SeenTokens seen = SeenTokens.of(
                        prompt.visibility(imageToken), prompt.ids().size(), selection.trimFirst());
                RunRows rows = RunRows.none(kernels, decoder, seen, prompt.capacity());
                runs.add(unfinished.part(new DecoderRun(kernels, decoder, rows), DecoderRun::close));
                turns.add(new NewRows(rows, prompt.ids(), prompt.pictures(), selection));
            }
            read(runs, turns, cancellation, observer);
            return unfinished.finished(runs);
        }
    }

    /**
     * A run that goes on from this one with more rows, under the same kept tokens. This one stays as it is.
     *
     * @param ids rows to add; all see what the prompt's last row saw
     * @param capacity most rows that the new run may ever hold
     * @throws java.util.concurrent.CancellationException if cancelled between two layers
     */
    public DecoderRun continued(int[] ids, int capacity, Cancellation cancellation) {
        return reading(rows.copy(length(), capacity), ids, Optional.empty(), Selection.NONE, cancellation);
    }

    /**
     * A run that goes on from this one with more rows, under tokens that these rows select from the full pictures. Keys and values of
     * the rows before stay what they are. This run stays as it is.
     *
     * @param ids rows to add; all see what the prompt's last row saw
     * @param capacity most rows that the new run may ever hold
     * @throws java.util.concurrent.CancellationException if cancelled between two layers
     */
    public DecoderRun reselected(
            int[] ids, VisualTokens image, Selection selection, int capacity, Cancellation cancellation) {
        RunRows unselected = rows.unselected(ids.length, selection.trimFirst(), capacity);
        return reading(unselected, ids, Optional.of(image), selection, cancellation);
    }

    /**
     * A run that stands where this one stood before its first decode step, bit for bit.
     *
     * @param capacity most rows that the new run may ever hold
     */
    public DecoderRun rewound(int capacity) {
        NDArray logits = turnLogits.orElseThrow();
        try (Unfinished unfinished = new Unfinished()) {
            DecoderRun again =
                    unfinished.part(new DecoderRun(kernels, decoder, rows.copy(turnEnd, capacity)), DecoderRun::close);
            again.endTurn(turnStart, kernels.call(again.manager, "copy_like", logits, logits));
            return unfinished.finished(again);
        }
    }

    /** A run of these rows, and more that come at once. */
    private DecoderRun reading(
            RunRows before, int[] ids, Optional<VisualTokens> image, Selection selection, Cancellation cancellation) {
        try (Unfinished unfinished = new Unfinished()) {
            DecoderRun run = unfinished.part(new DecoderRun(kernels, decoder, before), DecoderRun::close);
            NewRows turn = new NewRows(before, IntStream.of(ids).boxed().toList(), image, selection);
            read(List.of(run), List.of(turn), cancellation, Observer.NONE);
            return unfinished.finished(run);
        }
    }

    /** Gives each run the rows of its turn. */
    private static void read(List<DecoderRun> runs, List<NewRows> turns, Cancellation cancellation, Observer observer) {
        DecoderRun first = runs.get(0);
        int[] starts = turns.stream().mapToInt(NewRows::at).toArray();
        NDArray logits = new LayerPass(first.kernels, first.decoder, turns, cancellation, observer).run(first.manager);
        // Whoever takes the time must not be told too early.
        first.kernels.waitFor(logits);
        for (int i = 0; i < starts.length; i++) {
            DecoderRun run = runs.get(i);
            run.endTurn(
                    starts[i], runs.size() == 1 ? logits : run.kernels.call(run.manager, "narrow", logits, 0, i, 1));
        }
    }

    /** Notes where the rows that came at once begin and end, and what follows them, which stays until the run is closed. */
    private void endTurn(int start, NDArray logits) {
        turnStart = start;
        turnEnd = length();
        turnLogits = Optional.of(logits);
        next.set(owner -> logits);
    }

    /**
     * What the rows of this turn say in the first cross-attention layer about all visual tokens, whatever the run still holds of them:
     * the layers before that one know nothing of trimming.
     */
    public SelectionScores turnScores(VisualTokens image) {
        return rows.history().scores(turnStart, turnEnd - turnStart, image.full(0));
    }

    /** Feeds one token through all layers. */
    public void feed(int token) {
        Value caches = decodeCaches.orElseGet(this::joinedCaches);
        decodeCaches = Optional.of(caches);
        next.set(owner -> decoder.decode(owner, new int[] {token}, caches, length(), hasPictures(), BatchShape.SINGLE));
        cache().advance(1);
    }

    /**
     * A chosen token.
     *
     * @param token its id
     * @param probability its probability under the model's own distribution, before temperature and cuts
     */
    public record Choice(int token, double probability) {}

    /**
     * Chooses what follows the last row (specification section 5.3: temperature, then top-k, then top-p).
     *
     * @param temperature 0 for the most likely token
     * @param topK 0 for no limit
     * @param topP 1 for no limit
     * @param uniform in [0, 1): which of the remaining tokens
     * @throws NotFiniteException if the logits are not finite
     */
    public Choice choose(double temperature, int topK, double topP, double uniform) {
        return next.choose(temperature, topK, topP, uniform);
    }

    /**
     * Float32 logits of what follows the last row, [V].
     *
     * @throws NotFiniteException if one is not finite
     */
    public float[] logits() {
        return next.toArray();
    }

    /** The caches of every layer, cut to what new rows see. */
    private Value joinedCaches() {
        try (NDManager scope = kernels.newManager()) {
            return Value.of(decoder.stack(hasPictures()).layers().stream()
                    .map(layer -> decoder.caches(
                            scope,
                            layer,
                            cache(),
                            decoder.config().isCross(layer) ? List.of(seen(decoder.place(layer))) : List.of()))
                    .toList());
        }
    }

    KvCache cache() {
        return rows.cache();
    }

    /** What new rows see in a cross-attention layer. */
    Visibility.Segment seen(int place) {
        return rows.seen().last(place);
    }

    boolean hasPictures() {
        return rows.seen().full().isPresent();
    }

    TextDecoder decoder() {
        return decoder;
    }

    Kernels kernels() {
        return kernels;
    }

    /** What may follow the last row. */
    NextToken next() {
        return next;
    }

    /** Text rows fed so far. */
    public int length() {
        return cache().length();
    }

    /** The kept tokens; empty if nothing was trimmed. */
    public Optional<KeptTokens> keptTokens() {
        return rows.seen().kept();
    }

    /** The first cross-attention layer's scores at the prefill that selected, or would have; empty without pictures. */
    public Optional<SelectionScores> scores() {
        return rows.scores();
    }

    /**
     * What rows attended to in a cross-attention layer of this run.
     *
     * @param place the layer among the cross-attention layers
     * @param rows places in the sequence, below {@code cache().length()} or fed last
     * @return [H][N]; tokens that were not kept are 0
     */
    public float[][] attention(int place, List<Integer> rows, RowAggregation aggregation) {
        return this.rows.history().attention(place, rows, this.rows.attended(), aggregation);
    }

    /** What the rows would have attended to with all visual tokens, given their queries in this run: [H][N]. */
    public float[][] fullAttention(int place, List<Integer> rows, VisualTokens image, RowAggregation aggregation) {
        return this.rows.history().whole(place, rows, image.full(place), aggregation);
    }

    /** Lengths of the values that rows attended to in a cross-attention layer, [K][N]; 0 for tokens that no row attended to. */
    public float[][] valueNorms(int place) {
        return this.rows.history().valueNorms(place, this.rows.attended());
    }

    /** Lengths of the values of all visual tokens in a cross-attention layer, [K][N]. */
    public float[][] fullValueNorms(int place, VisualTokens image) {
        return this.rows.history().valueNorms(image.full(place));
    }

    /** Bytes of the cross-attention keys and values that this run reads at every step. */
    public long crossCacheBytes() {
        long elements = 0;
        for (int place = 0; place < cache().crossLayers(); place++) {
            elements += cache().cross(place).elements();
        }
        return elements * decoder.precision().bytes();
    }

    /** What {@link #crossCacheBytes} would be without trimming: 2·K·d elements for each visual token and layer. */
    public long crossCacheBytesFull() {
        TextConfig config = decoder.config();
        long perToken = 2L
                * config.keyValueHeads()
                * config.headSize()
                * decoder.precision().bytes();
        return rows.seen()
                .full()
                .map(seen -> perToken * seen.columns() * config.crossLayers().size())
                .orElse(0L);
    }

    @Override
    public void close() {
        decodeCaches.ifPresent(Value::close);
        next.close();
        manager.close();
        rows.close();
    }
}
