package trimscope.app.exploration;

/**
 * Something to tell that stays until it is closed.
 *
 * @param text one sentence or two
 * @param details what is known of the cause, in lines; empty if nothing is
 */
public record Notice(Level level, String text, String details) {
    /** How grave it is. */
    public enum Level {
        HINT,
        ERROR
    }

    /** A notice whose sentence says all. */
    public Notice(Level level, String text) {
        this(level, text, "");
    }
}
