package trimscope.core.scene;

/** Text that is no scene. The message is one sentence that names what is wrong. */
public final class SceneFormatException extends Exception {

    private static final long serialVersionUID = 1L;

    public SceneFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
