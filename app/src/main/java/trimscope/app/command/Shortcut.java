package trimscope.app.command;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/**
 * A key that runs a command.
 *
 * @param label as people read it, such as {@code Ctrl+O}
 * @param whileWriting whether it also counts while a text field has the focus
 */
public record Shortcut(String label, boolean whileWriting, Predicate<KeyEvent> matches) {
    /** A key with Ctrl, or Cmd on a Mac. */
    public static Shortcut control(KeyCode code) {
        KeyCombination keys = new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN);
        return new Shortcut(keys.getDisplayText(), true, pressed(keys::match));
    }

    /** A key with Ctrl, or Cmd on a Mac, and maybe more, that text fields know themselves. */
    public static Shortcut outsideText(KeyCode code, KeyCombination.Modifier... more) {
        KeyCombination.Modifier[] modifiers = Arrays.copyOf(more, more.length + 1);
        modifiers[more.length] = KeyCombination.SHORTCUT_DOWN;
        KeyCombination keys = new KeyCodeCombination(code, modifiers);
        return new Shortcut(keys.getDisplayText(), false, pressed(keys::match));
    }

    /** A key that writes nothing, such as Escape or F1. */
    public static Shortcut functional(KeyCode code, String label) {
        KeyCombination keys = new KeyCodeCombination(code);
        return new Shortcut(label, true, pressed(keys::match));
    }

    /** A key together with Shift. */
    public static Shortcut shifted(KeyCode code, String label) {
        KeyCombination keys = new KeyCodeCombination(code, KeyCombination.SHIFT_DOWN);
        return new Shortcut(label, false, pressed(keys::match));
    }

    /** Keys that stand for a character, with or without Shift. */
    public static Shortcut plain(String label, KeyCode... codes) {
        return new Shortcut(
                label,
                false,
                pressed(event -> !event.isShortcutDown()
                        && !event.isAltDown()
                        && List.of(codes).contains(event.getCode())));
    }

    /** A character, wherever the keyboard has it. */
    public static Shortcut character(String character) {
        return new Shortcut(
                character,
                false,
                event -> event.getEventType() == KeyEvent.KEY_TYPED
                        && event.getCharacter().equals(character));
    }

    private static Predicate<KeyEvent> pressed(Predicate<KeyEvent> keys) {
        return event -> event.getEventType() == KeyEvent.KEY_PRESSED && keys.test(event);
    }
}
