package trimscope.core.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import trimscope.core.chat.Generation;
import trimscope.core.chat.TokenDistribution;

/** A finished answer with what the model expected at each of its places: 4 · V bytes a token. */
final class ReferenceAnswer {
    private final List<Integer> tokens;
    private final List<TokenDistribution> expected;

    private ReferenceAnswer(List<Integer> tokens, List<TokenDistribution> expected) {
        this.tokens = List.copyOf(tokens);
        this.expected = List.copyOf(expected);
    }

    /**
     * Runs an answer to its end.
     *
     * @param fresh an answer without a token
     * @throws CancellationException if it is cancelled
     */
    static ReferenceAnswer run(Generation fresh) {
        List<TokenDistribution> expected = new ArrayList<>();
        while (fresh.hasNext()) {
            expected.add(fresh.distribution());
            fresh.next();
        }
        Finished.check(fresh);
        return new ReferenceAnswer(fresh.tokens(), expected);
    }

    /** Token ids, the stop token included. */
    List<Integer> tokens() {
        return tokens;
    }

    TokenDistribution expected(int index) {
        return expected.get(index);
    }

    /** Probability of the whole answer under the run that gave it. */
    double probability() {
        double logProbability = IntStream.range(0, tokens.size())
                .mapToDouble(i -> expected.get(i).logProbability(tokens.get(i)))
                .sum();
        return Math.exp(logProbability);
    }
}
