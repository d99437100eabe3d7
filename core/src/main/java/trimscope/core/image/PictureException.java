package trimscope.core.image;

import org.jspecify.annotations.Nullable;

/** A picture that cannot be used. The message is one sentence for people: which picture, what was expected and found. */
public final class PictureException extends Exception {
    private static final long serialVersionUID = 1;

    public PictureException(String sentence) {
        super(sentence);
    }

    public PictureException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    /** The file begins like a picture of that format, but goes wrong further on. */
    static PictureException damaged(String name, PictureFormat format, String found, @Nullable Throwable cause) {
        return new PictureException(
                name + ": expected an intact " + format.label() + " picture, found " + found, cause);
    }
}
