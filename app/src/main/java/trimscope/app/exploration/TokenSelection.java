package trimscope.app.exploration;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/** Which tokens of a run are selected and which are pointed at, by whole words or one by one. */
final class TokenSelection {
    final ReadOnlyObjectWrapper<List<Integer>> selected = new ReadOnlyObjectWrapper<>(List.of());
    final ReadOnlyObjectWrapper<List<Integer>> preview = new ReadOnlyObjectWrapper<>(List.of());
    final BooleanProperty wholeWords = new SimpleBooleanProperty(true);

    private Optional<Run> run = Optional.empty();
    private int anchor;

    void follow(Optional<Run> next) {
        run = next;
        preview.set(List.of());
        if (next.isEmpty()) {
            selected.set(List.of());
        }
    }

    void select(int position) {
        anchor = position;
        selected.set(around(position));
    }

    /** Selects all tokens from the one selected last to this one. */
    void extendTo(int position) {
        if (selected.get().isEmpty()) {
            select(position);
            return;
        }
        int from = around(Math.min(anchor, position)).get(0);
        List<Integer> end = around(Math.max(anchor, position));
        selected.set(
                IntStream.rangeClosed(from, end.get(end.size() - 1)).boxed().toList());
    }

    /** The token beside the selected one, on one side or the other, if it sees the picture. */
    Optional<Integer> beside(int by) {
        List<Integer> here = selected.get().isEmpty() ? List.of(-1) : around(anchor);
        int to = by > 0 ? here.get(here.size() - 1) + by : here.get(0) + by;
        return run.filter(shown -> to >= 0
                        && to < shown.tokens().size()
                        && shown.tokens().get(to).seesPicture())
                .map(shown -> to);
    }

    /** The token's word, or the token alone. */
    List<Integer> around(int position) {
        List<SequenceToken> tokens =
                run.map(shown -> List.copyOf(shown.tokens())).orElse(List.of());
        return wholeWords.get() && position < tokens.size()
                ? Word.around(tokens, position).positions()
                : List.of(position);
    }

    void restore(List<Integer> positions) {
        anchor = positions.isEmpty() ? 0 : positions.get(0);
        selected.set(positions);
    }
}
