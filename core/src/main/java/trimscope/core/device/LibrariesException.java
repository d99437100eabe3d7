package trimscope.core.device;

/** PyTorch's native libraries are there but cannot be loaded; the message is one sentence for the user. */
public final class LibrariesException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param failure whose innermost cause tells which library lacks what */
    public LibrariesException(Throwable failure) {
        super(
                "PyTorch's native libraries (" + EngineLibraries.current() + ") cannot be loaded: " + innermost(failure)
                        + ". Start the program again with other libraries, or on the CPU.",
                failure);
    }

    private static String innermost(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null || message.isBlank() ? cause.getClass().getSimpleName() : message.strip();
    }
}
