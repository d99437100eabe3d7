package trimscope.app.exploration;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import trimscope.core.image.PatchGrid;
import trimscope.core.pruning.TokenMask;

/** Patches that people selected on the picture, and the mask that they made of them. Both can be undone. */
public final class Painting {
    private static final int MOST_STEPS_BACK = 100;

    private record State(SortedSet<Integer> selected, TokenMask mask) {}

    private final TrimPreview trim;
    private final Consumer<Notice> tell;
    private final Runnable answer;
    private final ReadOnlyObjectWrapper<SortedSet<Integer>> selected = new ReadOnlyObjectWrapper<>(new TreeSet<>());
    private final ReadOnlyBooleanWrapper undoable = new ReadOnlyBooleanWrapper();
    private final Deque<State> past = new ArrayDeque<>();

    /**
     * @param tell takes the sentence why a mask is refused
     * @param answer answers again after the mask has changed
     */
    Painting(TrimPreview trim, Consumer<Notice> tell, Runnable answer) {
        this.trim = trim;
        this.tell = tell;
        this.answer = answer;
    }

    /** The selected patches as visual tokens; never changed, only replaced. */
    public ReadOnlyObjectProperty<SortedSet<Integer>> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty undoableProperty() {
        return undoable.getReadOnlyProperty();
    }

    /** Selects these patches instead of those that are selected. */
    public void select(Collection<Integer> patches) {
        SortedSet<Integer> next = new TreeSet<>(patches);
        if (!next.equals(selected.get())) {
            remember();
            selected.set(next);
        }
    }

    /** Begins a stroke of the brush: all that it adds is undone as one. */
    public void beginStroke() {
        remember();
    }

    /** Selects one patch more, within a stroke. */
    public void brush(int patch) {
        if (!selected.get().contains(patch)) {
            SortedSet<Integer> more = new TreeSet<>(selected.get());
            more.add(patch);
            selected.set(more);
        }
    }

    /** Selects what lies beside the selected patches as well. */
    public void grow(PatchGrid grid) {
        select(PatchArea.grown(grid, selected.get()));
    }

    /** Selects all other patches; without a selection, what was painted to be kept is dropped and the other way round. */
    public void invert(PatchGrid grid) {
        if (selected.get().isEmpty()) {
            paint(trim.maskProperty().get().inverted());
        } else {
            select(PatchArea.others(grid, selected.get()));
        }
    }

    /** Has the selected patches kept whatever the rule says. */
    public void keep() {
        paint(trim.maskProperty().get().keeping(tokens()));
    }

    /** Has the selected patches dropped whatever the rule says. */
    public void drop() {
        paint(trim.maskProperty().get().dropping(tokens()));
    }

    /** Nothing is selected and the rule decides alone. */
    public void clear() {
        paint(TokenMask.NONE);
    }

    /** Takes back the last change of selection or mask. */
    public void undo() {
        if (!past.isEmpty()) {
            State before = past.pop();
            undoable.set(!past.isEmpty());
            selected.set(before.selected());
            setMask(before.mask());
        }
    }

    /** Forgets everything: another picture. */
    void restart() {
        past.clear();
        undoable.set(false);
        selected.set(new TreeSet<>());
    }

    private void paint(TokenMask next) {
        Optional<String> refusal = trim.refusal(next);
        if (refusal.isPresent()) {
            tell.accept(new Notice(Notice.Level.HINT, refusal.get()));
            return;
        }
        remember();
        selected.set(new TreeSet<>());
        setMask(next);
    }

    private void setMask(TokenMask next) {
        if (!next.equals(trim.maskProperty().get())) {
            trim.paint(next);
            answer.run();
        }
    }

    private void remember() {
        past.push(new State(selected.get(), trim.maskProperty().get()));
        if (past.size() > MOST_STEPS_BACK) {
            past.removeLast();
        }
        undoable.set(true);
    }

    private int[] tokens() {
        return selected.get().stream().mapToInt(Integer::intValue).toArray();
    }
}
