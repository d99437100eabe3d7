package trimscope.core.evaluation;

import trimscope.core.chat.Generation;
import trimscope.core.chat.TokenDistribution;

/**
 * One place of a reference answer as another run reads it, given all reference tokens before.
 *
 * @param token the reference's token
 * @param piece it alone, for showing
 * @param referenceLogProbability of the token under the run that gave the answer
 * @param logProbability of the token under this run
 * @param choice the token that this run finds likeliest here
 * @param choicePiece it alone, for showing
 * @param divergence KL(reference ‖ this run) over all tokens at this place, in nats
 */
public record ForcedToken(
        int token,
        String piece,
        double referenceLogProbability,
        double logProbability,
        int choice,
        String choicePiece,
        double divergence) {
    /**
     * Reads one token.
     *
     * @param run stands before the token, and behind it afterwards
     * @param expected what the reference's own run expected here
     */
    static ForcedToken read(Generation run, int token, TokenDistribution expected) {
        TokenDistribution own = run.distribution();
        return new ForcedToken(
                token,
                run.force(token).piece(),
                expected.logProbability(token),
                own.logProbability(token),
                own.likeliest(),
                run.piece(own.likeliest()),
                expected.divergence(own));
    }

    /** Whether this run finds the reference's token likeliest. */
    public boolean agrees() {
        return choice == token;
    }

    public double referenceProbability() {
        return Math.exp(referenceLogProbability);
    }

    public double probability() {
        return Math.exp(logProbability);
    }
}
