package trimscope.core.model;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Optional;
import trimscope.core.pruning.KeptTokens;

/**
 * What the text rows of one selection attend to in the cross-attention layers.
 *
 * @param end the first text row that attends to something else
 * @param caches of each cross-attention layer, in order
 * @param full what the rows see of the whole pictures
 * @param tokens the kept tokens; empty if nothing was trimmed
 * @param firstTrimmed whether the first cross-attention layer's cache is cut too
 */
record AttendedColumns(
        int end, List<CrossCache> caches, Visibility full, Optional<KeptTokens> tokens, boolean firstTrimmed) {
    AttendedColumns {
        caches = List.copyOf(caches);
    }

    /** Attention of rows in the n-th cross-attention layer, [H][N]; tokens that were not kept are 0. */
    float[][] attention(
            AttentionReader reader, NDArray queries, int place, List<Integer> rows, RowAggregation aggregation) {
        Optional<KeptTokens> held = held(place);
        Visibility seen = held.map(full::trimmed).orElse(full);
        return reader.read(queries, caches.get(place).keys(), rows, row -> seen, held, full.columns(), aggregation);
    }

    /** Lengths of the values that rows attend to in the n-th cross-attention layer; others stay as they are in [K][N]. */
    void addValueNorms(AttentionReader reader, int place, float[][] out) {
        reader.addValueNorms(caches.get(place).values(), held(place), out);
    }

    /** Whose columns a layer holds. */
    private Optional<KeptTokens> held(int place) {
        // A first layer that was cut after prefill no longer holds what the prompt's rows saw: they are shown over the
        // kept part.
        return place > 0 || firstTrimmed ? tokens : Optional.empty();
    }

    /** This for one more holder. */
    AttendedColumns retain() {
        caches.forEach(CrossCache::retain);
        return this;
    }

    void release() {
        caches.forEach(CrossCache::release);
    }
}
