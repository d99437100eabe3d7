package trimscope.app.exploration;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import trimscope.core.pruning.TokenMask;

/**
 * Everything that people selected about one question, step by step: patches and what is painted of them, tokens, layers and heads.
 * One history for all of it, so that taking back always means the last thing done; another question begins a new one.
 */
public final class SelectionHistory {
    private static final int MOST_STEPS = 200;

    /** What is selected at one moment. */
    record State(
            SortedSet<Integer> patches, TokenMask mask, List<Integer> tokens, Optional<HeadChoice> layersAndHeads) {}

    private final Supplier<State> now;
    private final Consumer<State> restore;
    private final Deque<State> past = new ArrayDeque<>();
    private final Deque<State> future = new ArrayDeque<>();
    private final ReadOnlyBooleanWrapper undoable = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper redoable = new ReadOnlyBooleanWrapper();

    SelectionHistory(Supplier<State> now, Consumer<State> restore) {
        this.now = now;
        this.restore = restore;
    }

    public ReadOnlyBooleanProperty undoableProperty() {
        return undoable.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty redoableProperty() {
        return redoable.getReadOnlyProperty();
    }

    /** Takes back the last change. */
    public void undo() {
        move(past, future);
    }

    /** Makes the change again that was taken back last. */
    public void redo() {
        move(future, past);
    }

    /** Keeps what is selected, before it changes. */
    void remember() {
        past.push(now.get());
        if (past.size() > MOST_STEPS) {
            past.removeLast();
        }
        future.clear();
        update();
    }

    /** Forgets everything. */
    void restart() {
        past.clear();
        future.clear();
        update();
    }

    private void move(Deque<State> from, Deque<State> to) {
        State before = now.get();
        // A click on what was selected already, or a stroke beside the picture, changed nothing.
        while (!from.isEmpty() && from.peek().equals(before)) {
            from.pop();
        }
        if (!from.isEmpty()) {
            to.push(before);
            restore.accept(from.pop());
        }
        update();
    }

    private void update() {
        undoable.set(!past.isEmpty());
        redoable.set(!future.isEmpty());
    }
}
