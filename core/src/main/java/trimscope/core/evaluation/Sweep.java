package trimscope.core.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import trimscope.core.attention.Aggregation;
import trimscope.core.attention.HeadMaps;
import trimscope.core.attention.RetainedMass;
import trimscope.core.chat.AnswerSettings;
import trimscope.core.chat.ChatSession;
import trimscope.core.chat.Columns;
import trimscope.core.chat.ContextLimitException;
import trimscope.core.chat.Costs;
import trimscope.core.chat.Generation;
import trimscope.core.chat.Sampling;
import trimscope.core.chat.Trimming;
import trimscope.core.model.Cancellation;
import trimscope.core.pruning.TrimmingRule;
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
     * Runs a sweep. The picture has been encoded when the session exists; every point is a prefill of its own.
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
        AnswerSettings full = new AnswerSettings(Trimming.none(), Sampling.GREEDY, settings.maxTokens(), false);
        try (Generation answer = session.ask(earlier, question, full, cancellation)) {
            ReferenceAnswer reference = ReferenceAnswer.run(answer);
            HeadMaps maps = answerMaps(answer);
            List<SweepPoint> points = new ArrayList<>();
            for (TrimmingRule rule : settings.rules()) {
                for (double ratio : settings.ratios()) {
                    Trimming trimming = Trimming.by(rule, ratio);
                    try (Generation trimmed =
                            session.ask(earlier, question, full.withTrimming(trimming), cancellation)) {
                        points.add(point(trimmed, answer.text(), reference, maps, cancellation));
                    }
                    progress.report(points.size(), settings.points());
                }
            }
            double logProbability = IntStream.range(0, reference.tokens().size())
                    .mapToDouble(i -> reference
                            .expected(i)
                            .logProbability(reference.tokens().get(i)))
                    .sum();
            return new Sweep(
                    question, answer.text(), reference.tokens(), Math.exp(logProbability), answer.costs(), points);
        }
    }

    /** Attention of the rows that chose the answer's tokens. */
    private static HeadMaps answerMaps(Generation answer) {
        int first = answer.prefill().tokens().size();
        List<Integer> positions = IntStream.range(0, answer.steps().size())
                .mapToObj(i -> first + i)
                .toList();
        return answer.attention(positions, Aggregation.MEAN, Columns.FULL);
    }

    private static SweepPoint point(
            Generation trimmed,
            String fullAnswer,
            ReferenceAnswer reference,
            HeadMaps maps,
            Cancellation cancellation) {
        ForcedAnswer forced = ForcedAnswer.read(trimmed, reference);
        Trimming trimming = trimmed.settings().trimming();
        RetainedMass retained = trimmed.prefill()
                .kept()
                .map(kept -> RetainedMass.of(maps, kept))
                .orElseGet(() -> RetainedMass.all(maps));
        // Where every choice is the same the answer is too: nothing needs to be generated.
        String own = forced.firstDisagreement().isEmpty() ? fullAnswer : ownAnswer(trimmed, cancellation);
        return new SweepPoint(trimming.rule().name(), trimming.ratio(), own, forced, retained, trimmed.costs());
    }

    private static String ownAnswer(Generation trimmed, Cancellation cancellation) {
        try (Generation own = trimmed.replay(trimmed.settings().maxTokens(), cancellation)) {
            Finished.run(own);
            return own.text();
        }
    }
}
