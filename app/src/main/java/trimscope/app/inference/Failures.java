package trimscope.app.inference;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trimscope.core.device.LibrariesException;
import trimscope.core.device.NativeFailure;
import trimscope.core.model.NotFiniteException;

/** What ends at the worker: told to the log once, and to people in one sentence. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final int MOST_CAUSES = 8;

    private Failures() {}

    /** What comes from outside, such as a damaged file, needs no trace; our own mistakes do. */
    static void log(Throwable failure) {
        if (isFromOutside(failure)) {
            LOG.info("{}", failure.getMessage());
        } else {
            LOG.warn("The inference thread failed.", failure);
        }
    }

    /** For somebody who looks for the cause: what failed because of what, with the trace where it is our own mistake. */
    static String details(Throwable failure) {
        if (isFromOutside(failure)) {
            List<String> chain = new ArrayList<>();
            for (Throwable each = failure; each != null && chain.size() < MOST_CAUSES; each = each.getCause()) {
                chain.add(each.toString());
            }
            return String.join("\nbecause of ", chain);
        }
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString().strip();
    }

    private static boolean isFromOutside(Throwable failure) {
        return failure instanceof NotFiniteException
                || failure instanceof LibrariesException
                || (failure instanceof Exception && !(failure instanceof RuntimeException));
    }

    static String sentence(Throwable failure) {
        return NativeFailure.of(failure).map(NativeFailure::sentence).orElseGet(() -> {
            String message = failure.getMessage();
            return message == null || message.isBlank()
                    ? "The model stopped with " + failure.getClass().getSimpleName() + "."
                    : message;
        });
    }
}
