package trimscope.core.evaluation;

import java.util.List;
import trimscope.core.chat.ChatSession;
import trimscope.core.chat.ContextLimitException;
import trimscope.core.chat.Costs;
import trimscope.core.model.Cancellation;
import trimscope.core.text.Turn;

/**
 * One question under several rules and ratios, each held against the answer without trimming. Answers are greedy.
 *
 * @param answer the full answer
 * @param tokens its token ids, the stop token included
 * @param probability of the full answer under the full run
 * @param costs of the full run
 * @param points rule by rule, each at all ratios
 */
public record Sweep(
        String question,
        String answer,
        List<Integer> tokens,
        double probability,
        Costs costs,
        List<SweepPoint> points) {
    public Sweep {
        tokens = List.copyOf(tokens);
        points = List.copyOf(points);
    }

    /**
     * Runs a sweep to its end; {@link SweepRun} does it in steps.
     *
     * @param earlier the turns before, answers as they were generated
     * @throws ContextLimitException if the conversation is longer than the model reads
     * @throws java.util.concurrent.CancellationException if cancelled between two layers or tokens
     */
    public static Sweep run(
            ChatSession session,
            List<Turn> earlier,
            String question,
            SweepSettings settings,
            Progress progress,
            Cancellation cancellation)
            throws ContextLimitException {
        try (SweepRun run = new SweepRun(session, earlier, question, settings, cancellation)) {
            run.finish(progress);
            return run.sweep().orElseThrow();
        }
    }

    Sweep withPoints(List<SweepPoint> others) {
        return new Sweep(question, answer, tokens, probability, costs, others);
    }
}
