package trimscope.app.compare;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import trimscope.app.exploration.Word;
import trimscope.core.evaluation.Comparison;
import trimscope.core.evaluation.ForcedToken;

/**
 * What both runs make of one word or token of the first answer, given everything before it.
 *
 * @param first its probability under the first run
 * @param second its probability under the second run
 * @param divergence KL(first ‖ second) in nats, summed over its tokens
 * @param instead what the second run would have said at the first token where it disagrees; empty if it agrees
 */
record CellFigures(double first, double second, double divergence, Optional<String> instead) {
    private static final double SMALLEST = 0.0005;

    /**
     * Figures of a part of the first answer.
     *
     * @param promptLength tokens before the answer
     */
    static CellFigures of(Word word, Comparison comparison, int promptLength) {
        List<ForcedToken> tokens =
                comparison.forced().tokens().subList(word.first() - promptLength, word.last() - promptLength + 1);
        return new CellFigures(
                Math.exp(tokens.stream()
                        .mapToDouble(ForcedToken::referenceLogProbability)
                        .sum()),
                Math.exp(
                        tokens.stream().mapToDouble(ForcedToken::logProbability).sum()),
                tokens.stream().mapToDouble(ForcedToken::divergence).sum(),
                tokens.stream()
                        .filter(token -> !token.agrees())
                        .map(token -> token.choicePiece().strip())
                        .findFirst());
    }

    static String probability(double value) {
        return value > 0 && value < SMALLEST ? "<.001" : String.format(Locale.ROOT, "%.3f", value);
    }

    static String nats(double value) {
        return value < SMALLEST ? "0" : String.format(Locale.ROOT, value < 10 ? "%.3f" : "%.1f", value);
    }
}
