package trimscope.app.exploration;

import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import trimscope.core.image.PatchGrid;
import trimscope.core.pruning.TokenMask;

/** Patches that people selected on the picture, and the mask that they made of them. */
public final class Painting {
    private final TrimPreview trim;
    private final Consumer<Notice> tell;
    private final Runnable answer;
    private final ReadOnlyObjectWrapper<SortedSet<Integer>> selected = new ReadOnlyObjectWrapper<>(new TreeSet<>());
    private final Runnable remember;

    /**
     * @param tell takes the sentence why a mask is refused
     * @param answer answers again after the mask has changed
     * @param remember called before a person changes what is selected
     */
    Painting(TrimPreview trim, Consumer<Notice> tell, Runnable answer, Runnable remember) {
        this.trim = trim;
        this.tell = tell;
        this.answer = answer;
        this.remember = remember;
    }

    /** The selected patches as visual tokens; never changed, only replaced. */
    public ReadOnlyObjectProperty<SortedSet<Integer>> selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    /** Selects these patches instead of those that are selected. */
    public void select(Collection<Integer> patches) {
        SortedSet<Integer> next = new TreeSet<>(patches);
        if (!next.equals(selected.get())) {
            remember.run();
            selected.set(next);
        }
    }

    /** Begins a stroke of the brush: all that it adds is undone as one. */
    public void beginStroke() {
        remember.run();
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

    /** Selects and paints what was selected and painted before. */
    void restore(SortedSet<Integer> patches, TokenMask mask) {
        selected.set(patches);
        setMask(mask);
    }

    /** Selects nothing: another picture. */
    void restart() {
        selected.set(new TreeSet<>());
    }

    private void paint(TokenMask next) {
        Optional<String> refusal = trim.refusal(next);
        if (refusal.isPresent()) {
            tell.accept(new Notice(Notice.Level.HINT, refusal.get()));
            return;
        }
        remember.run();
        selected.set(new TreeSet<>());
        setMask(next);
    }

    private void setMask(TokenMask next) {
        if (!next.equals(trim.maskProperty().get())) {
            trim.paint(next);
            answer.run();
        }
    }

    private int[] tokens() {
        return selected.get().stream().mapToInt(Integer::intValue).toArray();
    }
}
