package trimscope.app.exploration;

/** Something to tell that stays until it is closed. */
public record Notice(Level level, String text) {
    /** How grave it is. */
    public enum Level {
        HINT,
        ERROR
    }
}
