package trimscope.core.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import trimscope.core.chat.AnswerSettings;
import trimscope.core.chat.Sampling;
import trimscope.core.chat.Trimming;

/** How one run trims, and how long it may become. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields before they are read
final class TrimOptions {
    @Option(
            names = "--ratio",
            paramLabel = "R",
            description = "Share of the visual tokens that each attention head may keep, above 0 and at most 1; 1 trims"
                    + " nothing. Default: 1; in compare, where it is the second run's, 0.1.")
    private @Nullable Double ratio;

    @Option(
            names = "--rule",
            paramLabel = "NAME",
            defaultValue = "trimmed-llama",
            completionCandidates = RuleNames.class,
            description = "How the kept tokens are chosen: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private String rule;

    @Mixin
    private LengthOptions length;

    long seed() {
        return length.seed();
    }

    /**
     * Settings for an answer.
     *
     * @param otherwise the ratio if none is given
     * @throws ParameterException if an option is out of its range
     */
    AnswerSettings settings(CommandLine command, double otherwise, Sampling sampling, boolean lean) {
        return settings(command, "--rule", rule, ratio == null ? otherwise : ratio, sampling, lean);
    }

    /** The same length and seed under another rule and ratio, given by the option of that name. */
    AnswerSettings settings(
            CommandLine command, String option, String otherRule, double keep, Sampling sampling, boolean lean) {
        try {
            Trimming trimming = Trimming.by(RuleNames.rule(command, option, otherRule, length.seed()), keep);
            return new AnswerSettings(trimming, sampling, length.maxTokens(), lean);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, "Invalid option: " + e.getMessage(), e);
        }
    }
}
