package trimscope.core.chat;

import java.util.List;
import trimscope.core.model.DecoderRun;
import trimscope.core.pruning.KeptTokens;

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
    /** Of an answer, as far as it has come. */
    static Costs of(ChatSession session, DecoderRun run, Prefill prefill, List<GenerationStep> steps) {
        int tokens = session.grid().size();
        return new Costs(
                tokens,
                session.grid().validCount(),
                prefill.kept().map(KeptTokens::count).orElse(tokens),
                run.crossCacheBytes(),
                run.crossCacheBytesFull(),
                session.visionMillis(),
                prefill.millis(),
                // The first token comes with the prefill.
                steps.stream()
                        .skip(1)
                        .mapToDouble(GenerationStep::millis)
                        .average()
                        .orElse(0));
    }

    /** Kept share of the valid tokens; 1 if nothing is trimmed. */
    public double keptShare() {
        return Math.min(1, (double) kept / valid);
    }
}
