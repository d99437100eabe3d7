package trimscope.app.workspace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import trimscope.app.command.Command;
import trimscope.app.command.CommandGroup;
import trimscope.app.command.Shortcut;

/** Shows the exploring panes, or one view in their place. */
public final class Workspace extends StackPane {
    private final Region exploring;
    private final List<WorkspaceView> views;
    private final Map<WorkspaceView, ViewFrame> frames = new HashMap<>();
    private final ReadOnlyObjectWrapper<Optional<WorkspaceView>> shown = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<Node> focusedBefore = Optional.empty();

    /**
     * A workspace that explores.
     *
     * @param views in the order of their buttons
     */
    public Workspace(Region exploring, List<? extends WorkspaceView> views) {
        this.exploring = exploring;
        this.views = List.copyOf(views);
        getStyleClass().add("workspace");
        getChildren().add(exploring);
    }

    public List<WorkspaceView> views() {
        return views;
    }

    /** The open view; empty while people explore. */
    public ReadOnlyObjectProperty<Optional<WorkspaceView>> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** Opens a view in place of whatever is there. */
    public void open(WorkspaceView view) {
        if (isOpen(view)) {
            return;
        }
        if (shown.get().isEmpty()) {
            focusedBefore = Optional.ofNullable(getScene()).map(scene -> scene.getFocusOwner());
        }
        shown.get().ifPresent(WorkspaceView::closed);
        getChildren().setAll(frame(view));
        shown.set(Optional.of(view));
        view.opened();
        // Only what is in the scene takes the focus, and panes with a skin put their content there when they have one.
        applyCss();
        layout();
        view.focusStop().requestFocus();
        if (!frame(view).hasFocus()) {
            // A view that has nothing to show yet: without this the focus, and with it every plain key, goes to any
            // field.
            frame(view).requestFocus();
        }
    }

    /** Goes back to the exploring panes, with the focus where it was unless it has gone elsewhere since. */
    public void explore() {
        shown.get().ifPresent(view -> {
            ViewFrame frame = frame(view);
            boolean hadFocus = frame.hasFocus();
            getChildren().setAll(exploring);
            shown.set(Optional.empty());
            view.closed();
            if (hadFocus) {
                focusedBefore.ifPresent(Node::requestFocus);
            }
        });
    }

    /** Opens a view, or closes it if it is open. */
    public void toggle(WorkspaceView view) {
        if (isOpen(view)) {
            explore();
        } else {
            open(view);
        }
    }

    /** The command of a view's button. */
    public Command opening(WorkspaceView view) {
        ViewLabel label = view.label();
        return new Command(CommandGroup.VIEWS, label.request(), () -> toggle(view), label.key());
    }

    /** What can be done anywhere in the window: open a view, go back. */
    public List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        views.forEach(view -> commands.add(opening(view)));
        commands.add(new Command(
                        CommandGroup.VIEWS,
                        "Back to exploring",
                        this::explore,
                        Shortcut.functional(KeyCode.ESCAPE, "Esc"))
                .onlyIf(() -> shown.get().isPresent()));
        return commands;
    }

    /** What can be done in the views. */
    public List<Command> viewCommands() {
        List<Command> commands = new ArrayList<>();
        for (WorkspaceView view : views) {
            for (Command command : view.commands()) {
                commands.add(
                        command.onlyIf(() -> isOpen(view) && command.possible().getAsBoolean()));
            }
        }
        return commands;
    }

    private boolean isOpen(WorkspaceView view) {
        return shown.get().equals(Optional.of(view));
    }

    private ViewFrame frame(WorkspaceView view) {
        return frames.computeIfAbsent(view, each -> new ViewFrame(each, this::explore));
    }
}
