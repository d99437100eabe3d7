package trimscope.core.cli;

import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import trimscope.core.chat.AnswerSettings;
import trimscope.core.chat.Sampling;
import trimscope.core.chat.Trimming;
import trimscope.core.pruning.TrimmingRule;

/** How to answer: trimming, choice of tokens, length. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields before they are read
final class AnswerOptions {
    @Option(
            names = "--ratio",
            paramLabel = "R",
            defaultValue = "1",
            description = "Share of the visual tokens that each attention head may keep, above 0 and at most 1; 1 trims"
                    + " nothing. Default: ${DEFAULT-VALUE}.")
    private double ratio;

    @Option(
            names = "--rule",
            paramLabel = "NAME",
            defaultValue = "trimmed-llama",
            completionCandidates = RuleNames.class,
            description = "How the kept tokens are chosen: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private String rule;

    @Option(
            names = "--lean",
            description = "Never hold the keys and values of dropped tokens, so that trimming really frees memory.")
    private boolean lean;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "0",
            description =
                    "Choose among likely tokens by chance; the higher, the bolder. Default: always the likeliest.")
    private double temperature;

    @Option(
            names = "--top-k",
            paramLabel = "N",
            defaultValue = "0",
            description = "With --temperature, choose among the N likeliest tokens only. Default: among all.")
    private int topK;

    @Option(
            names = "--top-p",
            paramLabel = "P",
            defaultValue = "1",
            description = "With --temperature, choose among the likeliest tokens that together reach the probability P."
                    + " Default: ${DEFAULT-VALUE}.")
    private double topP;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "With --temperature or --rule random, the same seed gives the same answer. Default:"
                    + " ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            defaultValue = "" + AnswerSettings.DEFAULT_MAX_TOKENS,
            description = "Longest answer. Default: ${DEFAULT-VALUE}.")
    private int maxTokens;

    /** @throws ParameterException if an option is out of its range */
    AnswerSettings settings(CommandLine command) {
        TrimmingRule chosen = RuleNames.rule(command, "--rule", rule, seed);
        try {
            return new AnswerSettings(
                    Trimming.by(chosen, ratio), new Sampling(temperature, topK, topP, seed), maxTokens, lean);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, "Invalid option: " + e.getMessage(), e);
        }
    }
}
