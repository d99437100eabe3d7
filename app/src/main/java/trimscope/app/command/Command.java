package trimscope.app.command;

import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Something that people can do.
 *
 * @param name as a request, such as {@code Open a picture}
 * @param keys that run it, the one to show first; empty if there is none
 * @param possible whether it makes sense now
 */
public record Command(CommandGroup group, String name, List<Shortcut> keys, BooleanSupplier possible, Runnable action) {
    /** Copies the list. */
    public Command {
        keys = List.copyOf(keys);
    }

    /** A command that is always possible. */
    public Command(CommandGroup group, String name, Runnable action, Shortcut... keys) {
        this(group, name, List.of(keys), () -> true, action);
    }

    /** The same with a condition. */
    public Command onlyIf(BooleanSupplier condition) {
        return new Command(group, name, keys, condition, action);
    }

    /** Its first key as people read it; empty if it has none. */
    public String shortcut() {
        return keys.isEmpty() ? "" : keys.get(0).label();
    }

    /** A tooltip that ends with the key. */
    public String tip(String hint) {
        return keys.isEmpty() ? hint : hint + " (" + shortcut() + ")";
    }

    /** Runs it if that makes sense now. */
    public boolean run() {
        boolean runs = possible.getAsBoolean();
        if (runs) {
            action.run();
        }
        return runs;
    }
}
