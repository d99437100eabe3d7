package trimscope.app.exploration;

/** Where an answer stands. */
public enum RunState {
    /** Asked; the model reads the question or is still busy. */
    WAITING,
    /** Tokens are coming. */
    ANSWERING,
    /** The model came to its end. */
    ANSWERED,
    /** A person ended it. */
    STOPPED,
    FAILED;

    /** Whether more is to come. */
    public boolean isActive() {
        return this == WAITING || this == ANSWERING;
    }
}
