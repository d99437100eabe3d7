package trimscope.core.memory;

/** Why a model is not loaded: the estimate says that memory would run out. The message is one sentence for the user. */
public final class MemoryException extends Exception {
    private static final long serialVersionUID = 1L;

    MemoryException(String sentence) {
        super(sentence);
    }
}
