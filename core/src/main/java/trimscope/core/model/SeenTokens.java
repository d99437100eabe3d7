package trimscope.core.model;

import java.util.List;
import java.util.Optional;
import trimscope.core.pruning.KeptTokens;

/**
 * Which visual tokens the text rows of a run attend to, before and after trimming. Never changes.
 *
 * @param full what they see of the whole pictures; empty without pictures
 * @param kept the kept tokens; empty if nothing was trimmed
 * @param trimmed what they see of the kept tokens; the same as {@code full} if nothing was trimmed
 * @param selectedRows rows of the prompt that the selection was made from
 * @param firstTrimmed whether the first cross-attention layer's own cache is cut too, for the rows behind those
 */
record SeenTokens(
        Optional<Visibility> full,
        Optional<KeptTokens> kept,
        Optional<Visibility> trimmed,
        int selectedRows,
        boolean firstTrimmed) {
    /** Before anything was selected. */
    static SeenTokens of(Optional<Visibility> full, int selectedRows, boolean firstTrimmed) {
        return new SeenTokens(full, Optional.empty(), full, selectedRows, firstTrimmed);
    }

    /** After a selection; empty if it trims nothing. */
    SeenTokens keeping(Optional<KeptTokens> tokens) {
        Optional<Visibility> now = tokens.map(whole()::trimmed).or(() -> full);
        return new SeenTokens(full, tokens, now, selectedRows, firstTrimmed);
    }

    /** What the rows see of the whole pictures, which must be there. */
    Visibility whole() {
        return full.orElseThrow();
    }

    /** What rows from {@code row} on see in the n-th cross-attention layer. */
    Visibility at(int place, int row) {
        boolean cut = place > 0 || (firstTrimmed && row >= selectedRows);
        return (cut ? trimmed : full).orElseThrow();
    }

    /** What all new rows see in the n-th cross-attention layer. */
    Visibility.Segment last(int place) {
        return at(place, selectedRows).last();
    }

    /**
     * What rows attend to in these caches.
     *
     * @param end the first row that attends to something else
     */
    AttendedColumns in(List<CrossCache> caches, int end) {
        return new AttendedColumns(end, caches, whole(), kept, firstTrimmed);
    }
}
