package trimscope.core.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import trimscope.core.file.FileFault;

/**
 * A model folder that cannot be used as it is. The message is one sentence on one line for the person who chose the
 * folder: the file, the key or tensor in it, what was expected and what was found.
 */
public final class CheckpointException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST_QUOTE = 160;

    /** @param sentence names file, key or tensor, expected and found */
    public CheckpointException(String sentence) {
        this(sentence, null);
    }

    /**
     * @param sentence names file, key or tensor, expected and found
     * @param cause what made it known, for the log only
     */
    public CheckpointException(String sentence, @Nullable Throwable cause) {
        super(onOneLine(sentence), cause);
    }

    /** "FILE: SUBJECT must be EXPECTED, found FOUND". */
    static CheckpointException mismatch(Path file, String subject, String expected, String found) {
        return new CheckpointException(file + ": " + subject + " must be " + expected + ", found " + found);
    }

    /** The same about a tensor's numbers. */
    public static CheckpointException mismatch(TensorEntry tensor, String expected, String found) {
        return mismatch(tensor.file(), tensor.subject(), expected, found);
    }

    /** The file is there but the system refuses to read it. */
    public static CheckpointException unreadable(Path file, IOException cause) {
        return new CheckpointException(file + ": cannot be read, " + FileFault.reason(cause), cause);
    }

    /** A text of the outside world, in quotes and shortened: names in a broken file can be megabytes long. */
    static String quoted(@Nullable String text) {
        return '"' + shortened(String.valueOf(text)) + '"';
    }

    /** The first characters of a text of the outside world. */
    static String shortened(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }

    /** Names in a broken file can hold line breaks and terminal escapes. */
    private static String onOneLine(String sentence) {
        return sentence.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", "\uFFFD");
    }
}
