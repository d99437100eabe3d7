package trimscope.core.chat;

/** A conversation is longer than the model can read; the message is one sentence for the user. */
public final class ContextLimitException extends Exception {
    private static final long serialVersionUID = 1L;

    ContextLimitException(int needed, int limit) {
        super("The conversation is " + needed + " tokens long, but this model reads at most " + limit
                + ": start a new one or ask something shorter.");
    }
}
