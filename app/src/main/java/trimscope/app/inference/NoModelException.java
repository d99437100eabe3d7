package trimscope.app.inference;

/** Why nothing can be answered: no model could be loaded so far. */
final class NoModelException extends Exception {
    private static final long serialVersionUID = 1L;

    NoModelException() {
        super("There is no model to answer: choose one with Ctrl+M.");
    }
}
