package trimscope.app.workspace;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.StackPane;
import trimscope.app.command.Command;

/**
 * Something that people open in place of the exploring panes, beside the library and the chat. The {@link Workspace} gives it a header
 * with title and close button, a button in the tool bar and a command with a key.
 */
public abstract class WorkspaceView extends StackPane {
    private final ViewLabel label;

    protected WorkspaceView(ViewLabel label) {
        this.label = label;
    }

    public final ViewLabel label() {
        return label;
    }

    /** Where the focus goes when the view is opened and when people go round the panes; a part of the view. */
    public abstract Node focusStop();

    /** What belongs to the view as a whole, shown in its header; nothing unless a view says otherwise. */
    public List<Node> tools() {
        return List.of();
    }

    /** What people drag to give its parts their room, remembered like that between the panes; nothing unless a view says otherwise. */
    public List<SplitPane.Divider> dividers() {
        return List.of();
    }

    /** What can be done while the view is open; its keys count anywhere in it. */
    public abstract List<Command> commands();

    /** It is on screen from now on. */
    public abstract void opened();

    /** It is not any more: what it has the model do should end. */
    public abstract void closed();
}
