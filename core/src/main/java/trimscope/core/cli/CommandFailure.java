package trimscope.core.cli;

import org.jspecify.annotations.Nullable;

/** Why a command cannot do what it was asked to, in one sentence for the user. */
final class CommandFailure extends Exception {
    private static final long serialVersionUID = 1L;

    CommandFailure(String sentence) {
        this(sentence, null);
    }

    CommandFailure(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
