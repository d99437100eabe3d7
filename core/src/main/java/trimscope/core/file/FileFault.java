package trimscope.core.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Why a file cannot be read or written. The messages of the runtime are often nothing but the name of the file. */
public final class FileFault {
    private FileFault() {}

    /** The reason alone, such as {@code no permission}, for a sentence that has the file in it. */
    public static String reason(IOException failure) {
        if (!(failure instanceof FileSystemException refused)) {
            return known(failure.getMessage());
        }
        if (refused.getReason() != null) {
            return refused.getReason();
        }
        if (refused instanceof AccessDeniedException) {
            return "no permission";
        }
        if (refused instanceof NoSuchFileException) {
            return "nothing there";
        }
        return refused instanceof FileAlreadyExistsException
                ? "something of that name is there already"
                : "the system refuses it";
    }

    /**
     * "FILE: REASON", with the file that the failure names.
     *
     * @param otherwise the file to name if the failure names none, as where a disk is full
     */
    public static String sentence(IOException failure, Path otherwise) {
        String file = failure instanceof FileSystemException refused ? refused.getFile() : null;
        return (file == null ? otherwise : file) + ": " + reason(failure);
    }

    /** As it is where the failure carries a sentence of its own, else "FILE: REASON". */
    public static String sentence(IOException failure) {
        return failure instanceof FileSystemException refused && refused.getFile() != null
                ? refused.getFile() + ": " + reason(failure)
                : known(failure.getMessage());
    }

    private static String known(@Nullable String message) {
        return message == null ? "no reason given" : message;
    }
}
