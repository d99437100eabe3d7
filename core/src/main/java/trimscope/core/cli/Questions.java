package trimscope.core.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Looks whether questions came through the command line unharmed. */
final class Questions {
    /** What Java puts in place of bytes of an argument that mean nothing in the system's locale. */
    private static final String UNREADABLE = "\uFFFD";

    private Questions() {}

    /** @throws ParameterException if the locale lost characters */
    static void check(CommandLine command, List<String> questions) {
        String locale = System.getProperty("sun.jnu.encoding", "UTF-8");
        if (!locale.equals("UTF-8") && questions.stream().anyMatch(question -> question.contains(UNREADABLE))) {
            throw new ParameterException(
                    command,
                    "The question has characters that the locale's encoding " + locale
                            + " cannot pass on; set LC_ALL=C.UTF-8");
        }
    }
}
