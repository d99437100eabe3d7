package trimscope.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import trimscope.core.checkpoint.TextConfig;
import trimscope.core.model.Kernels.Arguments;
import trimscope.core.pruning.KeptTokens;
import trimscope.core.pruning.SelectionScores;

/**
 * One run of the text decoder: prefill with selection (specification section 6), further rows, decode steps. Owns its caches.
 *
 * <p>The order of prefill is that of section 6.2: layers up to the first cross-attention layer see all visual tokens; its attention
 * is summed, tokens are chosen, and the later layers are given keys and values of those only.
 */
public final class DecoderRun implements AutoCloseable {
    private final Kernels kernels;
    private final TextDecoder decoder;
    private final KvCache cache;
    private final NDManager manager;
    private final AttentionHistory history;
    private final NextToken next;
    private final Optional<Visibility> full;
    /** Rows of the prompt that the selection was made from. */
    private final int selectedRows;

    private final boolean firstTrimmed;
    private Optional<Visibility> kept;
    private Optional<KeptTokens> keptTokens;
    private Optional<SelectionScores> scores;
    /** The rows that this run added at once: the prompt, or the new turn of a conversation. */
    private int turnStart;

    private int turnEnd;
    private Optional<NDArray> turnLogits = Optional.empty();
    private Optional<Arguments> decodeCaches = Optional.empty();

    private DecoderRun(
            Kernels kernels,
            TextDecoder decoder,
            KvCache cache,
            Optional<Visibility> full,
            int selectedRows,
            boolean firstTrimmed) {
        this.kernels = kernels;
        this.decoder = decoder;
        this.cache = cache;
        this.manager = kernels.newManager();
        this.history = new AttentionHistory(kernels, decoder, cache, full);
        this.full = full;
        this.selectedRows = selectedRows;
        this.firstTrimmed = firstTrimmed;
        this.kept = full;
        this.keptTokens = Optional.empty();
        this.scores = Optional.empty();
        this.next = new NextToken(kernels);
    }

    /**
     * A run without rows.
     *
     * @param visibility of the prompt that will come first; empty without pictures
     * @param rows of that prompt
     * @param capacity most rows that the run can ever hold
     */
    static DecoderRun start(
            Kernels kernels,
            TextDecoder decoder,
            Optional<Visibility> visibility,
            int rows,
            int capacity,
            boolean trimFirst) {
        KvCache cache = KvCache.empty(kernels, decoder.config(), capacity, decoder.like());
        decoder.cover(capacity);
        return new DecoderRun(kernels, decoder, cache, visibility, rows, trimFirst);
    }

    /**
     * A run that goes on from this one with more rows, under the same kept tokens. This one stays as it is.
     *
     * @param ids rows to add; all see what the prompt's last row saw
     * @param capacity most rows that the new run may ever hold
     * @throws java.util.concurrent.CancellationException if cancelled between two layers
     */
    public DecoderRun continued(int[] ids, int capacity, Cancellation cancellation) {
        DecoderRun next = copy(cache.length(), capacity);
        try (NDManager scope = kernels.newManager()) {
            next.append(scope, ids, cancellation);
            return next;
        } catch (RuntimeException e) {
            next.close();
            throw e;
        }
    }

    /** A run with the first rows of this one, under the same selection. */
    private DecoderRun copy(int rows, int capacity) {
        decoder.cover(capacity);
        DecoderRun copy =
                new DecoderRun(kernels, decoder, cache.copy(kernels, rows, capacity), full, selectedRows, firstTrimmed);
        copy.kept = kept;
        copy.keptTokens = keptTokens;
        copy.scores = scores;
        copy.history.addAll(history);
        return copy;
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
        decoder.cover(capacity);
        KvCache rows = cache.copy(kernels, cache.length(), capacity);
        DecoderRun next =
                new DecoderRun(kernels, decoder, rows, full, rows.length() + ids.length, selection.trimFirst());
        next.history.addAll(history);
        next.history.add(
                new AttendedColumns(rows.length(), rows.takeCross(), full.orElseThrow(), keptTokens, firstTrimmed));
        try {
            next.prefill(ids, Optional.of(image), selection, cancellation, Observer.NONE);
            return next;
        } catch (RuntimeException e) {
            next.close();
            throw e;
        }
    }

    /**
     * A run that stands where this one stood before its first decode step, bit for bit.
     *
     * @param capacity most rows that the new run may ever hold
     */
    public DecoderRun rewound(int capacity) {
        DecoderRun again = copy(turnEnd, capacity);
        NDManager owner = kernels.newManager();
        again.endTurn(turnStart, owner, kernels.call(owner, "copy_like", turnLogits.orElseThrow(), turnLogits.get()));
        return again;
    }

    /** The new rows through all layers, with selection on the way. */
    void prefill(
            int[] ids,
            Optional<VisualTokens> image,
            Selection selection,
            Cancellation cancellation,
            Observer observer) {
        try (NDManager scope = kernels.newManager()) {
            NDArray x = decoder.embed(scope, ids);
            RotaryTables.Rows positions = decoder.rotary().rows(scope, cache.length(), ids.length);
            observer.see("hidden.embed", x);
            for (int layer = 0; layer < decoder.config().layers(); layer++) {
                boolean cross = decoder.config().isCross(layer);
                if (cross && image.isEmpty()) {
                    continue;
                }
                cancellation.check();
                if (cross && cache.crossLayers() == 0) {
                    cache.addCross(firstCache(image.get(), selection));
                }
                x = advance(x, layer(scope, layer, x, positions));
                if (cross && scores.isEmpty()) {
                    select(ids.length, image.get(), selection);
                }
                observer.see("hidden.%02d".formatted(layer), x);
            }
            finish(ids.length, x);
        }
        if (firstTrimmed && keptTokens.isPresent()) {
            cache.replaceFirst(taken(cache.cross(0), keptTokens.get()));
        }
    }

    /** More rows behind a prefill. */
    void append(NDManager scope, int[] ids, Cancellation cancellation) {
        NDArray x = decoder.embed(scope, ids);
        RotaryTables.Rows positions = decoder.rotary().rows(scope, cache.length(), ids.length);
        for (int layer = 0; layer < decoder.config().layers(); layer++) {
            cancellation.check();
            if (full.isPresent() || !decoder.config().isCross(layer)) {
                x = advance(x, layer(scope, layer, x, positions));
            }
        }
        finish(ids.length, x);
    }

    private static NDArray advance(NDArray old, NDArray next) {
        old.close();
        return next;
    }

    private void finish(int rows, NDArray x) {
        int start = cache.length();
        cache.advance(rows);
        NDManager owner = kernels.newManager();
        endTurn(start, owner, decoder.lastLogits(owner, x));
    }

    /** Notes where the rows that came at once begin and end, and what follows them. */
    private void endTurn(int start, NDManager owner, NDArray logits) {
        turnStart = start;
        turnEnd = cache.length();
        turnLogits = Optional.of(kernels.call(manager, "copy_like", logits, logits));
        next.set(owner, logits);
    }

    private NDArray layer(NDManager scope, int layer, NDArray x, RotaryTables.Rows positions) {
        if (!decoder.config().isCross(layer)) {
            return decoder.selfLayer(scope, layer, x, cache, positions);
        }
        int rows = (int) x.getShape().get(1);
        int place = decoder.crossPlace(layer);
        List<Visibility.Segment> segments = visibility(place, cache.length()).between(cache.length(), rows);
        return decoder.crossLayer(scope, layer, x, cache, cache.cross(place), segments);
    }

    /** What rows from {@code row} on see in a cross-attention layer. */
    private Visibility visibility(int place, int row) {
        boolean trimmed = place > 0 || (firstTrimmed && row >= selectedRows);
        return (trimmed ? kept : full).orElseThrow();
    }

    private CrossCache firstCache(VisualTokens image, Selection selection) {
        return selection.lean()
                ? decoder.project(0, image.states())
                : image.full(0).retain();
    }

    /** Sums the first layer's attention, chooses, and gives the later layers their keys and values. */
    private void select(int rows, VisualTokens image, Selection selection) {
        SelectionScores found = history.scores(cache.length(), rows, cache.cross(0), image);
        scores = Optional.of(found);
        keptTokens = selection.choose().apply(found);
        kept = keptTokens.map(tokens -> full.orElseThrow().trimmed(tokens)).or(() -> full);
        int layers = decoder.config().crossLayers().size();
        try (NDManager scope = kernels.newManager()) {
            NDArray states =
                    keptTokens.map(tokens -> image.gather(scope, tokens)).orElse(image.states());
            for (int place = 1; place < layers; place++) {
                boolean own = keptTokens.isPresent() || selection.lean();
                cache.addCross(
                        own ? decoder.project(place, states) : image.full(place).retain());
            }
        }
    }

    /**
     * What the rows of this turn say in the first cross-attention layer about all visual tokens, whatever the run still holds of them:
     * the layers before that one know nothing of trimming.
     */
    public SelectionScores turnScores(VisualTokens image) {
        return history.scores(turnStart, turnEnd - turnStart, image.full(0), image);
    }

    private CrossCache taken(CrossCache all, KeptTokens tokens) {
        NDManager target = kernels.newManager();
        try (NDManager scope = kernels.newManager()) {
            NDArray index =
                    scope.create(IntStream.of(tokens.indices()).asLongStream().toArray());
            return new CrossCache(
                    target,
                    List.of(
                            kernels.call(target, "take", all.keys(), 2, index),
                            kernels.call(target, "take", all.values(), 2, index)));
        }
    }

    /** Feeds one token through all layers. */
    public void feed(int token) {
        if (decodeCaches.isEmpty()) {
            decodeCaches = Optional.of(decodeArguments());
        }
        NDManager owner = kernels.newManager();
        next.set(
                owner,
                decoder.decode(
                        owner,
                        new int[] {token},
                        decodeCaches.get(),
                        cache.length(),
                        full.isPresent(),
                        BatchShape.SINGLE));
        cache.advance(1);
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
     */
    public Choice choose(double temperature, int topK, double topP, double uniform) {
        return next.choose(temperature, topK, topP, uniform);
    }

    /** Float32 logits of what follows the last row, [V]. */
    public float[] logits() {
        return next.toArray();
    }

    /** Keys, values and queries of every layer, the cross-attention ones cut to the columns that new rows see. */
    private Arguments decodeArguments() {
        List<NDArray> out = new ArrayList<>();
        for (int layer = 0; layer < decoder.config().layers(); layer++) {
            if (decoder.config().isCross(layer)) {
                if (full.isPresent()) {
                    int place = decoder.crossPlace(layer);
                    Visibility.Segment last = seen(place);
                    out.add(decoder.keys(manager, cache.cross(place), last));
                    out.add(decoder.values(manager, cache.cross(place), last));
                    out.add(cache.queries(place));
                }
            } else {
                int place = decoder.selfPlace(layer);
                out.add(cache.selfKeys(place));
                out.add(cache.selfValues(place));
                out.add(cache.selfKeys(place));
            }
        }
        return Arguments.of(out);
    }

    KvCache cache() {
        return cache;
    }

    /** What new rows see in a cross-attention layer. */
    Visibility.Segment seen(int place) {
        return visibility(place, selectedRows).last();
    }

    boolean hasPictures() {
        return full.isPresent();
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
        return cache.length();
    }

    /** The kept tokens; empty if nothing was trimmed. */
    public Optional<KeptTokens> keptTokens() {
        return keptTokens;
    }

    /** The first cross-attention layer's scores at prefill; empty without pictures. */
    public Optional<SelectionScores> scores() {
        return scores;
    }

    /**
     * What rows attended to in a cross-attention layer of this run.
     *
     * @param place the layer among the cross-attention layers
     * @param rows places in the sequence, below {@code cache().length()} or fed last
     * @return [H][N]; tokens that were not kept are 0
     */
    public float[][] attention(int place, List<Integer> rows, RowAggregation aggregation) {
        return history.attention(place, rows, attendedNow(), aggregation);
    }

    private AttendedColumns attendedNow() {
        return new AttendedColumns(Integer.MAX_VALUE, cache.cross(), full.orElseThrow(), keptTokens, firstTrimmed);
    }

    /** What the rows would have attended to with all visual tokens, given their queries in this run: [H][N]. */
    public float[][] fullAttention(int place, List<Integer> rows, VisualTokens image, RowAggregation aggregation) {
        return history.whole(place, rows, image.full(place), aggregation);
    }

    /** Lengths of the values that rows attended to in a cross-attention layer, [K][N]; 0 for tokens that no row attended to. */
    public float[][] valueNorms(int place) {
        return history.valueNorms(place, attendedNow());
    }

    /** Lengths of the values of all visual tokens in a cross-attention layer, [K][N]. */
    public float[][] fullValueNorms(int place, VisualTokens image) {
        return history.valueNorms(image.full(place));
    }

    /** Bytes of the cross-attention keys and values that this run reads at every step. */
    public long crossCacheBytes() {
        long elements = 0;
        for (int place = 0; place < cache.crossLayers(); place++) {
            elements += cache.cross(place).elements();
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
        return full.map(seen -> perToken * seen.columns() * config.crossLayers().size())
                .orElse(0L);
    }

    @Override
    public void close() {
        decodeCaches.ifPresent(Arguments::close);
        next.close();
        manager.close();
        history.close();
        cache.close();
    }
}
