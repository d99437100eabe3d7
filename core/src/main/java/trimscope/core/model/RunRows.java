package trimscope.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import trimscope.core.pruning.KeptTokens;
import trimscope.core.pruning.SelectionScores;

/**
 * The text rows of one run: their caches, what they attend to and attended to, and how tokens are selected for them (specification section 6).
 * Owns its caches. New rows pass the layers in a {@link LayerPass}.
 */
final class RunRows implements AutoCloseable {
    private final Kernels kernels;
    private final TextDecoder decoder;
    private final KvCache cache;
    private final AttentionHistory history;
    private SeenTokens seen;
    /** The first of the rows that tokens were selected for. */
    private int selectedFrom;
    /** Summed when first needed. */
    private Optional<SelectionScores> scores = Optional.empty();

    private RunRows(Kernels kernels, TextDecoder decoder, KvCache cache, SeenTokens seen) {
        this.kernels = kernels;
        this.decoder = decoder;
        this.cache = cache;
        this.history = new AttentionHistory(kernels, decoder, cache, seen.full());
        this.seen = seen;
    }

    /** No rows yet, with room for {@code capacity}. */
    static RunRows none(Kernels kernels, TextDecoder decoder, SeenTokens seen, int capacity) {
        decoder.cover(capacity);
        return new RunRows(kernels, decoder, KvCache.empty(kernels, decoder.config(), capacity, decoder.like()), seen);
    }

    /** The first rows of these, under the same selection, with room for {@code capacity}. */
    RunRows copy(int rows, int capacity) {
        decoder.cover(capacity);
        try (Unfinished unfinished = new Unfinished()) {
            KvCache first = unfinished.part(cache.copy(kernels, rows, capacity), KvCache::close);
            RunRows copy = new RunRows(kernels, decoder, first, seen);
            copy.selectedFrom = selectedFrom;
            copy.scores = scores;
            copy.history.addAll(history);
            return unfinished.finished(copy);
        }
    }

    /** All rows of these, before another selection that {@code more} rows will make, with room for {@code capacity}. */
    RunRows unselected(int more, boolean firstTrimmed, int capacity) {
        decoder.cover(capacity);
        SeenTokens anew = SeenTokens.of(Optional.of(seen.whole()), cache.length() + more, firstTrimmed);
        try (Unfinished unfinished = new Unfinished()) {
            KvCache rows = unfinished.part(cache.copy(kernels, cache.length(), capacity), KvCache::close);
            RunRows next = new RunRows(kernels, decoder, rows, anew);
            next.history.addAll(history);
            next.history.add(seen.in(rows.takeCross(), rows.length()));
            return unfinished.finished(next);
        }
    }

    /** Before new rows reach the first cross-attention layer: gives it keys and values of all visual tokens. */
    void meet(VisualTokens image, Selection selection) {
        selectedFrom = cache.length();
        cache.addCross(firstCache(image, selection));
    }

    /** Behind all layers: so many new rows belong to these, for which something may have been selected. */
    void join(int count, boolean selected) {
        cache.advance(count);
        if (selected && seen.firstTrimmed() && seen.kept().isPresent()) {
            cache.replaceFirst(taken(cache.cross(0), seen.kept().get()));
        }
    }

    private CrossCache firstCache(VisualTokens image, Selection selection) {
        return selection.lean()
                ? decoder.project(image.states(), List.of(0)).get(0)
                : image.full(0).retain();
    }

    /** Chooses by the first layer's attention, and gives the later layers their keys and values. */
    void select(VisualTokens image, Selection selection) {
        Optional<KeptTokens> kept = selection.choose().map(choose -> choose.apply(sums()));
        seen = seen.keeping(kept);
        List<Integer> later = IntStream.range(1, decoder.config().crossLayers().size())
                .boxed()
                .toList();
        if (kept.isEmpty() && !selection.lean()) {
            later.forEach(place -> cache.addCross(image.full(place).retain()));
            return;
        }
        try (NDManager scope = kernels.newManager()) {
            NDArray states = kept.map(tokens -> image.gather(scope, tokens)).orElse(image.states());
            decoder.project(states, later).forEach(cache::addCross);
        }
    }

    private CrossCache taken(CrossCache all, KeptTokens tokens) {
        try (NDManager scope = kernels.newManager()) {
            NDArray index =
                    scope.create(IntStream.of(tokens.indices()).asLongStream().toArray());
            return CrossCache.of(
                    kernels,
                    kernels.call(scope, "take", all.keys(), 2, index),
                    kernels.call(scope, "take", all.values(), 2, index));
        }
    }

    KvCache cache() {
        return cache;
    }

    AttentionHistory history() {
        return history;
    }

    SeenTokens seen() {
        return seen;
    }

    /**
     * The first cross-attention layer's scores at the prefill that selected; empty without pictures. Where nothing was selected they are
     * summed when first asked for.
     */
    Optional<SelectionScores> scores() {
        return seen.full().map(pictures -> sums());
    }

    private SelectionScores sums() {
        SelectionScores sums = scores.orElseGet(
                () -> history.scores(selectedFrom, seen.selectedRows() - selectedFrom, cache.cross(0)));
        scores = Optional.of(sums);
        return sums;
    }

    /** What rows attend to since the last selection. */
    AttendedColumns attended() {
        return seen.in(cache.cross(), Integer.MAX_VALUE);
    }

    @Override
    public void close() {
        history.close();
        cache.close();
    }
}
