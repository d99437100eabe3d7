package trimscope.core.chat;

/**
 * How a question is answered.
 *
 * @param maxTokens most tokens of the answer, its stop token included
 * @param lean whether keys and values of all visual tokens may exist only while they are needed; maps of the full picture then
 *     cost a new encoding
 */
public record AnswerSettings(Trimming trimming, Sampling sampling, int maxTokens, boolean lean) {
    /** Most tokens of an answer unless something else is said. */
    public static final int DEFAULT_MAX_TOKENS = 512;

    public AnswerSettings {
        if (maxTokens < 1) {
            throw new IllegalArgumentException("an answer needs at least 1 token, found " + maxTokens);
        }
    }

    /** Greedy, with room for {@value #DEFAULT_MAX_TOKENS} tokens. */
    public static AnswerSettings greedy(Trimming trimming) {
        return new AnswerSettings(trimming, Sampling.GREEDY, DEFAULT_MAX_TOKENS, false);
    }

    public AnswerSettings withMaxTokens(int other) {
        return new AnswerSettings(trimming, sampling, other, lean);
    }

    public AnswerSettings withTrimming(Trimming other) {
        return new AnswerSettings(other, sampling, maxTokens, lean);
    }
}
