package trimscope.app.inference;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Of queries of one kind that wait, the one that counts: the last. */
final class Latest<Q> {
    private final AtomicReference<Optional<Q>> waiting = new AtomicReference<>(Optional.empty());

    /**
     * Has a query wait in place of the one that waited.
     *
     * @return the one that waited and will never be answered now
     */
    Optional<Q> put(Q query) {
        return waiting.getAndSet(Optional.of(query));
    }

    /** Takes the query that waits, if there is one. */
    Optional<Q> take() {
        return waiting.getAndSet(Optional.empty());
    }

    /** Takes this query, unless a later one waits. */
    boolean take(Q query) {
        Optional<Q> taken = waiting.getAndUpdate(
                known -> known.filter(waits -> waits == query).isPresent() ? Optional.empty() : known);
        return taken.filter(waits -> waits == query).isPresent();
    }
}
