package trimscope.core.chat;

/** Why an answer ended. */
public enum FinishReason {
    /** It has not ended. */
    RUNNING,
    /** The model said so. */
    STOP_TOKEN,
    /** The most tokens that were asked for. */
    MAX_TOKENS,
    /** The model can read no further. */
    CONTEXT_LIMIT,
    /** The user stopped it. */
    CANCELLED
}
