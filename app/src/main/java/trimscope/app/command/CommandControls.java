package trimscope.app.command;

import atlantafx.base.theme.Styles;
import java.util.Optional;
import javafx.collections.ObservableMap;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;

/** Controls that run commands: what they do and the key in their tooltip come from the command, never by hand. */
public final class CommandControls {
    private CommandControls() {}

    /**
     * Has a button run a command.
     *
     * @param hint the tooltip, without the key
     */
    public static <B extends ButtonBase> B bind(B button, Command command, String hint) {
        mark(button.getProperties(), command);
        button.setTooltip(new Tooltip(command.tip(hint)));
        button.setOnAction(event -> command.run());
        if (button.getText().isBlank()) {
            button.setAccessibleText(command.name());
        }
        return button;
    }

    /**
     * Has a button of a bar run a command, whose key stands beside the button's words.
     *
     * @param hint the tooltip, without the key
     */
    public static <B extends ButtonBase> B keyed(B button, String id, Command command, String hint) {
        Label key = new Label(command.shortcut());
        key.getStyleClass().add("key");
        button.setGraphic(key);
        button.setId(id);
        button.getStyleClass().addAll(Styles.FLAT, Styles.SMALL);
        button.setMinWidth(Region.USE_PREF_SIZE);
        return bind(button, command, hint);
    }

    /** A line of a menu that runs a command. */
    public static MenuItem item(String text, Command command) {
        return bind(new MenuItem(text), command);
    }

    /** Has a line of a menu run a command, its key beside it. */
    public static <I extends MenuItem> I bind(I item, Command command) {
        mark(item.getProperties(), command);
        item.setOnAction(event -> command.run());
        if (!command.shortcut().isEmpty()) {
            item.setText(item.getText() + " (" + command.shortcut() + ")");
        }
        return item;
    }

    /** The command that a button or a menu's line runs, read from its properties. */
    public static Optional<Command> of(ObservableMap<Object, Object> properties) {
        return Optional.ofNullable((Command) properties.get(Command.class));
    }

    private static void mark(ObservableMap<Object, Object> properties, Command command) {
        properties.put(Command.class, command);
    }
}
