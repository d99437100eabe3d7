package trimscope.core.evaluation;

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
