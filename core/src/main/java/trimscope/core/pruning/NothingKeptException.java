package trimscope.core.pruning;

/** A painted mask leaves no visual token; the message is one sentence for the user. Known only once the scores are, within a prefill. */
public final class NothingKeptException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NothingKeptException() {
        super("The painted mask drops every visual token that would be kept: leave at least one.");
    }
}
