package trimscope.core.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import trimscope.core.forms.Forms;

/** In which form a result comes, and where it goes: whole or not at all. */
final class ResultOptions {
    /** At most one of them. */
    private static final class Form {
        @Option(names = "--json", required = true, description = "Print one JSON object with all figures instead.")
        private boolean json;

        @SuppressWarnings("UnusedVariable") // what is not JSON is CSV
        @Option(names = "--csv", required = true, description = "Print a CSV table (RFC 4180, UTF-8) instead.")
        private boolean csv;
    }

    @ArgGroup
    private @Nullable Form form;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description = "Write to this file instead of standard output; an existing one is replaced once everything"
                    + " is computed.")
    private Optional<Path> output = Optional.empty();

    /** Looks whether the file can be written. */
    void check() throws CommandFailure {
        if (output.isPresent()) {
            new OutputFile(output.get()).check();
        }
    }

    /** Looks whether the file can be written; the picture that is asked about must not be overwritten. */
    void check(Path source) throws CommandFailure {
        if (output.isPresent()) {
            new OutputFile(output.get()).check(source);
        }
    }

    /** Prints or writes the result. */
    void write(CommandLine command, Forms result) throws CommandFailure {
        String content = form == null ? result.text() : form.json ? result.json() : result.csv();
        if (output.isPresent()) {
            new OutputFile(output.get()).write(content.getBytes(StandardCharsets.UTF_8));
        } else {
            PrintWriter out = command.getOut();
            out.print(content);
            out.flush();
        }
    }
}
