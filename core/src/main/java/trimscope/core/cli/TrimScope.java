package trimscope.core.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/**
 * The command line. Exit status 0 is success, 1 a failure, 2 wrong usage; a failure or wrong usage is one sentence on
 * standard error.
 */
@Command(
        name = "trimscope",
        description =
                "Look inside Llama-3.2-Vision while you talk to it, and see what trimming its visual tokens does.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            AskCommand.class,
            CompareCommand.class,
            SweepCommand.class,
            BenchCommand.class,
            ModelsCommand.class,
            DoctorCommand.class,
            KernelsCommand.class,
            MakeCheckpointCommand.class
        },
        footer = {"", "See 'trimscope COMMAND --help' for a command's options."})
public final class TrimScope {
    @SuppressWarnings("UnusedVariable") // picocli itself acts on it
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and exit.")
    private boolean help;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Show what libraries log, and where in the program a failure arose.")
    private boolean verbose;

    private TrimScope() {}

    /** Runs a command and ends the process with its exit status. */
    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        // Standard output is for other programs too: UTF-8 whatever the locale.
        PrintWriter out = new PrintWriter(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        int status = commandLine(out, err).execute(arguments);
        out.flush();
        System.exit(status);
    }

    /** The command line, ready to execute. */
    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        TrimScope top = new TrimScope();
        return Numbers.register(new CommandLine(top))
                .registerConverter(Path.class, TrimScope::path)
                .setOut(out)
                .setErr(err)
                .setExecutionStrategy(top::run)
                .setParameterExceptionHandler((e, arguments) -> usage(e))
                .setExecutionExceptionHandler((e, command, parsed) -> top.failed(e, command))
                // A question may begin with an @.
                .setExpandAtFiles(false);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException(
                    "'" + text + "' is no file name on this system; if it looks right, set LC_ALL=C.UTF-8");
        }
    }

    private int run(ParseResult parsed) {
        // Libraries warn about machines without a GPU and the like: nothing for people who asked a question.
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            handler.setLevel(verbose ? Level.ALL : Level.OFF);
        }
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (OutOfMemoryError | LinkageError e) {
            // Errors would pass picocli by and end in a stack trace.
            CommandLine command = parsed.commandSpec().commandLine();
            return failed(new CommandFailure(Failures.sentence(e), e), command);
        }
    }

    private static int usage(ParameterException e) {
        CommandLine command = e.getCommandLine();
        command.getErr()
                .println(Failures.oneLine(e.getMessage()) + " (see '"
                        + command.getCommandSpec().qualifiedName() + " --help')");
        return CommandLine.ExitCode.USAGE;
    }

    private int failed(Exception e, CommandLine command) {
        command.getOut().flush();
        command.getErr().println(Failures.sentence(e));
        if (verbose) {
            e.printStackTrace(command.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
