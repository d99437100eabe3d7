package trimscope.core.chat;

/**
 * What an answer cost, as measured on this run.
 *
 * @param tokens visual tokens, padding tiles included, N
 * @param valid visual tokens of real tiles
 * @param kept visual tokens that the later cross-attention layers hold; N if nothing is trimmed
 * @param cacheBytes cross-attention keys and values that this run holds, in its own dtype
 * @param cacheBytesFull the same without trimming
 * @param visionMillis time of encoding the picture, paid once for all its runs
 * @param prefillMillis time of the prompt's new rows
 * @param millisPerToken mean time of a decode step; 0 if there was none
 */
public record Costs(
        int tokens,
        int valid,
        int kept,
        long cacheBytes,
        long cacheBytesFull,
        double visionMillis,
        double prefillMillis,
        double millisPerToken) {
    /** Kept share of the valid tokens; 1 if nothing is trimmed. */
    public double keptShare() {
        return Math.min(1, (double) kept / valid);
    }
}
