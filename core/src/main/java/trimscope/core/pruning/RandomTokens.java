package trimscope.core.pruning;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Tokens by chance, class tokens and canvas padding among them: every candidate is as likely as any other. With one seed a larger budget
 * keeps what a smaller one keeps and more.
 *
 * @param seed the same seed chooses the same tokens
 */
public record RandomTokens(long seed) implements TrimmingRule {
    @Override
    public String name() {
        return "random";
    }

    @Override
    public String description() {
        return "visual tokens by chance; the same seed keeps the same ones";
    }

    @Override
    public KeptTokens select(Candidates candidates, double ratio) {
        int[] tokens = candidates.scores().candidates();
        int budget = candidates.budget(ratio);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < budget; i++) {
            int other = random.nextInt(i, tokens.length);
            int token = tokens[other];
            tokens[other] = tokens[i];
            tokens[i] = token;
        }
        int[] kept = Arrays.copyOf(tokens, budget);
        Arrays.sort(kept);
        return new KeptTokens(kept, tokens.length);
    }
}
