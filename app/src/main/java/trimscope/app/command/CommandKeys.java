package trimscope.app.command;

import java.util.List;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;

/** Runs commands by their keys, in a pane or in the whole window. */
public final class CommandKeys {
    private final Supplier<List<Command>> commands;

    public CommandKeys(Supplier<List<Command>> commands) {
        this.commands = commands;
    }

    /** Listens to a node's keys after the node's children did. */
    public void handle(Node node) {
        node.addEventHandler(KeyEvent.ANY, event -> take(event, false));
    }

    /** Runs the first possible command that the key stands for, and consumes the event. */
    public void take(KeyEvent event, boolean writing) {
        for (Command command : commands.get()) {
            boolean meant = command.keys().stream()
                    .anyMatch(key ->
                            (key.whileWriting() || !writing) && key.matches().test(event));
            if (meant && command.run()) {
                event.consume();
                return;
            }
        }
    }

    /** Whether plain letters are text for a node. */
    public static boolean isWriting(Node focused) {
        return focused instanceof TextInputControl;
    }
}
