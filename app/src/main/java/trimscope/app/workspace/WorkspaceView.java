package trimscope.app.workspace;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import trimscope.app.command.Command;

/**
 * Something that people open in place of the exploring panes, beside the library and the chat. The {@link Workspace} gives it a header
 * with title and close button, a button in the tool bar and a command with a key.
 */
public interface WorkspaceView {
    ViewLabel label();

    /** What is shown; asked for when the view is first opened, and kept from then on. */
    Region content();

    /** Where the focus goes when the view is opened and when people go round the panes; a part of the content. */
    Node focusStop();

    /** What belongs to the view as a whole, shown in its header; nothing unless a view says otherwise. */
    default List<Node> tools() {
        return List.of();
    }

    /** What can be done while the view is open; its keys count anywhere in it. */
    List<Command> commands();

    /** It is on screen from now on. */
    void opened();

    /** It is not any more: what it has the model do should end. */
    void closed();
}
