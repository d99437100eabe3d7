package trimscope.core.cli;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import trimscope.core.chat.ContextLimitException;
import trimscope.core.checkpoint.CheckpointException;
import trimscope.core.device.DeviceException;
import trimscope.core.device.LibrariesException;
import trimscope.core.device.NativeFailure;
import trimscope.core.file.FileFault;
import trimscope.core.image.PictureException;
import trimscope.core.memory.MemoryException;
import trimscope.core.model.NotFiniteException;
import trimscope.core.pruning.NothingKeptException;

/** What a user is told when a command fails: one sentence on one line. */
final class Failures {
    /** Where the reason stands in a message of the TorchScript interpreter, behind pages of source. */
    private static final String NATIVE_REASON = "RuntimeError: ";

    /** How to load all the same; said here, since the window has no such option. */
    private static final String INSIST =
            " --no-memory-check loads it nevertheless, at the risk that the system ends the program.";

    private Failures() {}

    static String sentence(Throwable e) {
        String message = oneLine(e instanceof IOException refused ? FileFault.sentence(refused) : e.getMessage());
        if (e instanceof MemoryException) {
            return message + INSIST;
        }
        if (isMeantForUsers(e)) {
            return message;
        }
        Optional<NativeFailure> nativeFailure = NativeFailure.of(e);
        if (nativeFailure.isPresent()) {
            return nativeFailure.get().sentence();
        }
        if (e instanceof LinkageError) {
            return "The native libraries cannot be loaded on this machine: " + message;
        }
        return "Something went wrong inside the program (" + e.getClass().getSimpleName() + ": " + message
                + "); --verbose shows where.";
    }

    private static boolean isMeantForUsers(Throwable e) {
        return e instanceof CommandFailure
                || e instanceof CheckpointException
                || e instanceof PictureException
                || e instanceof DeviceException
                || e instanceof ContextLimitException
                || e instanceof NothingKeptException
                || e instanceof NotFiniteException
                || e instanceof LibrariesException
                || e instanceof IOException;
    }

    /** The line of the message that says most. */
    static String oneLine(@Nullable String message) {
        if (message == null) {
            return "no reason given";
        }
        Optional<String> reason =
                message.lines().filter(line -> line.startsWith(NATIVE_REASON)).findFirst();
        return reason.or(() -> message.lines().filter(line -> !line.isBlank()).findFirst())
                .map(String::strip)
                .orElse("no reason given");
    }
}
