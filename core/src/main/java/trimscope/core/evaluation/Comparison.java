package trimscope.core.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import trimscope.core.chat.Costs;
import trimscope.core.chat.Generation;
import trimscope.core.chat.GenerationStep;
import trimscope.core.chat.Trimming;
import trimscope.core.model.Cancellation;
import trimscope.core.pruning.KeptTokens;

/**
 * Two answers to the same question side by side, full and trimmed or any two.
 *
 * @param first the answer that the other is held against
 * @param tokens the answers' tokens side by side, stop tokens included
 * @param words the answers' words side by side, parted by white space
 * @param forced the first answer as the second run reads it
 */
public record Comparison(
        String question, Side first, Side second, Alignment tokens, Alignment words, ForcedAnswer forced) {

    /**
     * One of the answers.
     *
     * @param kept kept visual tokens; empty if nothing was trimmed
     */
    public record Side(
            String text, List<GenerationStep> steps, Trimming trimming, Optional<KeptTokens> kept, Costs costs) {
        public Side {
            steps = List.copyOf(steps);
        }

        static Side of(Generation answer) {
            return new Side(
                    answer.text(),
                    answer.steps(),
                    answer.settings().trimming(),
                    answer.prefill().kept(),
                    answer.costs());
        }

        /** The words of the answer. */
        public List<String> words() {
            return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+"));
        }
    }

    /**
     * Compares two answers that have ended; {@link ComparisonRun} does it in steps.
     *
     * @throws java.util.concurrent.CancellationException if cancelled between two tokens
     */
    public static Comparison of(Generation first, Generation second, Cancellation cancellation) {
        try (ComparisonRun run = new ComparisonRun(first, second, cancellation)) {
            while (run.hasNext()) {
                run.next();
            }
            return run.comparison();
        }
    }

    /** Share of places of the first answer where the second run finds the first's token likeliest, 0 … 1. */
    public double agreement() {
        return forced.agreement();
    }

    /** Place of the first token that differs between the two answers as they were generated; empty if they are equal. */
    public OptionalInt firstDivergence() {
        return tokens.firstDivergence();
    }
}
