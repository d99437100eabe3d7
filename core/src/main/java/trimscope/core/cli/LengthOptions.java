package trimscope.core.cli;

import picocli.CommandLine.Option;
import trimscope.core.chat.AnswerSettings;

/** How long answers may be, and what chance begins with. */
final class LengthOptions {
    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Whatever goes by chance (the rule random, --temperature, scenes) goes the same way with the same seed."
                            + " Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            defaultValue = "" + AnswerSettings.DEFAULT_MAX_TOKENS,
            description = "Longest answer. Default: ${DEFAULT-VALUE}.")
    private int maxTokens;

    long seed() {
        return seed;
    }

    int maxTokens() {
        return maxTokens;
    }
}
