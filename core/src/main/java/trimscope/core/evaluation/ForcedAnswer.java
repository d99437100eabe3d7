package trimscope.core.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import trimscope.core.chat.Generation;

/**
 * A reference answer read token by token by another run (teacher forcing): how likely that run finds it, and where it would have said
 * something else.
 *
 * @param tokens of the reference answer, its stop token included; at least one
 */
public record ForcedAnswer(List<ForcedToken> tokens) {
    public ForcedAnswer {
        tokens = List.copyOf(tokens);
    }

    /**
     * Reads a reference.
     *
     * @param fresh an answer without a token and with room for the reference's; it has the reference's tokens afterwards
     * @throws CancellationException if cancelled between two tokens
     */
    static ForcedAnswer read(Generation fresh, ReferenceAnswer reference) {
        List<ForcedToken> out = new ArrayList<>();
        for (int i = 0; i < reference.tokens().size(); i++) {
            Finished.checkRunning(fresh);
            out.add(ForcedToken.read(fresh, reference.tokens().get(i), reference.expected(i)));
        }
        return new ForcedAnswer(out);
    }

    /** Share of places where this run finds the reference's token likeliest, 0 … 1. */
    public double agreement() {
        return tokens.stream()
                .mapToInt(token -> token.agrees() ? 1 : 0)
                .average()
                .orElse(1);
    }

    /** Natural logarithm of the probability of the whole answer. */
    public double logProbability() {
        return tokens.stream().mapToDouble(ForcedToken::logProbability).sum();
    }

    /** Probability of the whole answer. */
    public double probability() {
        return Math.exp(logProbability());
    }

    /** Probability of the whole answer under the run that gave it. */
    public double referenceProbability() {
        return Math.exp(tokens.stream()
                .mapToDouble(ForcedToken::referenceLogProbability)
                .sum());
    }

    /** Mean of KL(reference ‖ this run) over the places, in nats. */
    public double meanDivergence() {
        return tokens.stream().mapToDouble(ForcedToken::divergence).average().orElse(0);
    }

    /** The first place where this run would have said something else. */
    public OptionalInt firstDisagreement() {
        return IntStream.range(0, tokens.size())
                .filter(i -> !tokens.get(i).agrees())
                .findFirst();
    }
}
