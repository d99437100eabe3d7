package trimscope.app.inference;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import trimscope.core.device.NativeFailure;

/** What ends at the worker: told to the log once, and to people in one sentence. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /** What comes from outside, such as a damaged file, needs no trace; our own mistakes do. */
    static void log(Throwable failure) {
        boolean fromOutside = failure instanceof Exception && !(failure instanceof RuntimeException);
        if (fromOutside) {
            LOG.info("{}", failure.getMessage());
        } else {
            LOG.warn("The inference thread failed.", failure);
        }
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
