package trimscope.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import trimscope.core.pruning.KeptTokens;
import trimscope.core.pruning.SelectionScores;

/**
 * The text rows of one run: their caches, what they attend to and attended to, and how more rows go through all layers (specification
 * section 6). Owns its caches.
 *
 * <p>The order of prefill is that of section 6.2: layers up to the first cross-attention layer see all visual tokens; its attention
 * is summed if anything is to be trimmed, tokens are chosen, and the later layers are given keys and values of those only.
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
        RunRows copy = new RunRows(kernels, decoder, cache.copy(kernels, rows, capacity), seen);
        copy.selectedFrom = selectedFrom;
        copy.scores = scores;
        copy.history.addAll(history);
        return copy;
    }

    /** All rows of these, before another selection that {@code more} rows will make, with room for {@code capacity}. */
    RunRows unselected(int more, boolean firstTrimmed, int capacity) {
        decoder.cover(capacity);
        KvCache rows = cache.copy(kernels, cache.length(), capacity);
        SeenTokens anew = SeenTokens.of(seen.full(), rows.length() + more, firstTrimmed);
        RunRows next = new RunRows(kernels, decoder, rows, anew);
        next.history.addAll(history);
        next.history.add(seen.in(rows.takeCross(), rows.length()));
        return next;
    }

    /**
     * New rows through all layers.
     *
     * @param image where tokens are to be selected for these rows; else they see what the rows before saw
     * @return float32 logits of the last row, [1, V], owned by {@code into}
     */
    NDArray prefill(
            NDManager into,
            int[] ids,
            Optional<VisualTokens> image,
            Selection selection,
            Cancellation cancellation,
            Observer observer) {
        if (image.isPresent()) {
            selectedFrom = cache.length();
        }
        NDArray logits;
        try (NDManager scope = kernels.newManager()) {
            NewRows rows = newRows(ids.length);
            int layers = rows.stack().size();
            NDArray x = decoder.embed(scope, ids);
            observer.see("hidden.embed", x);
            int end = 0;
            while (end < layers) {
                cancellation.check();
                int first = end;
                end = decoder.isLarge() || observer != Observer.NONE ? first + 1 : end(first, layers);
                boolean selects = image.isPresent() && end == firstCross() + 1;
                if (selects) {
                    cache.addCross(firstCache(image.orElseThrow(), selection));
                }
                int wanted = end == layers && observer == Observer.NONE ? 1 : ids.length;
                x = advance(x, layers(scope, x, rows, first, end, wanted));
                if (selects) {
                    select(image.orElseThrow(), selection);
                }
                observer.see("hidden", rows.stack().layers().get(first), x);
            }
            logits = decoder.lastLogits(into, x);
        }
        cache.advance(ids.length);
        if (image.isPresent() && seen.firstTrimmed() && seen.kept().isPresent()) {
            cache.replaceFirst(taken(cache.cross(0), seen.kept().get()));
        }
        return logits;
    }

    /**
     * More rows behind a prefill, all of which see what its last row saw.
     *
     * @return float32 logits of the last row, [1, V], owned by {@code into}
     */
    NDArray append(NDManager into, int[] ids, Cancellation cancellation) {
        return prefill(into, ids, Optional.empty(), Selection.NONE, cancellation, Observer.NONE);
    }

    private static NDArray advance(NDArray old, NDArray next) {
        old.close();
        return next;
    }

    private NewRows newRows(int count) {
        int at = cache.length();
        int blind = seen.full().map(full -> full.blind(at, count)).orElse(0);
        return new NewRows(decoder.stack(seen.full().isPresent()), at, blind);
    }

    /** Where layers end that can be computed at once: behind the first cross-attention layer, what rows attend to may change. */
    private int end(int first, int layers) {
        return seen.full().isPresent() && first <= firstCross() ? firstCross() + 1 : layers;
    }

    private int firstCross() {
        return decoder.config().crossLayers().get(0);
    }

    /** Rows behind the layers first … end−1 of their stack. */
    private NDArray layers(NDManager scope, NDArray x, NewRows rows, int first, int end, int wanted) {
        List<Visibility.Segment> attending = seen.full().isPresent()
                ? attending(first <= firstCross() ? 0 : 1, (int) x.getShape().get(1))
                : List.of();
        List<List<NDArray>> caches = rows.stack().layers().subList(first, end).stream()
                .map(layer -> decoder.caches(scope, layer, cache, attending))
                .toList();
        int[] segments = attending.stream().mapToInt(Visibility.Segment::rows).toArray();
        return decoder.layers(scope, x, rows, first, caches, segments, wanted);
    }

    /** What so many new rows attend to in the n-th cross-attention layer. */
    private List<Visibility.Segment> attending(int place, int rows) {
        return Visibility.byColumns(seen.at(place, cache.length()).between(cache.length(), rows));
    }

    private CrossCache firstCache(VisualTokens image, Selection selection) {
        return selection.lean()
                ? decoder.project(image.states(), List.of(0)).get(0)
                : image.full(0).retain();
    }

    /** Chooses by the first layer's attention, and gives the later layers their keys and values. */
    private void select(VisualTokens image, Selection selection) {
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
                    kernels.newManager(),
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
