package trimscope.core.model;

import java.util.List;
import java.util.Optional;

/**
 * New rows of one conversation: a prompt, or what comes at once behind it.
 *
 * @param run the rows before, which these join
 * @param ids their tokens
 * @param image where visual tokens are to be selected for these rows; else they see what the rows before saw
 */
record NewRows(RunRows run, List<Integer> ids, Optional<VisualTokens> image, Selection selection) {
    /** Length of the caches before them. */
    int at() {
        return run.cache().length();
    }

    int count() {
        return ids.size();
    }

    /** How many of the first ones see no image. */
    int blind() {
        return run.seen().full().map(full -> full.blind(at(), count())).orElse(0);
    }

    /** What they attend to in the n-th cross-attention layer; nothing without pictures. */
    List<Visibility.Segment> attending(int place) {
        SeenTokens seen = run.seen();
        return seen.full().isEmpty()
                ? List.of()
                : Visibility.byColumns(seen.at(place, at()).between(at(), count()));
    }

    /** Before the first cross-attention layer: gives it keys and values of all visual tokens. */
    void meetPictures() {
        image.ifPresent(visual -> run.meet(visual, selection));
    }

    /** Behind it: chooses by its attention what the later layers are given. */
    void select() {
        image.ifPresent(visual -> run.select(visual, selection));
    }

    /** Behind all layers. */
    void join() {
        run.join(count(), image.isPresent());
    }
}
