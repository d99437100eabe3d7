package trimscope.core.cli;

import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import trimscope.core.chat.AnswerSettings;
import trimscope.core.chat.Sampling;

/** How to answer: trimming, choice of tokens, length. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields before they are read
final class AnswerOptions {
    @Mixin
    private TrimOptions trimming;

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

    /** @throws ParameterException if an option is out of its range */
    AnswerSettings settings(CommandLine command) {
        try {
            Sampling sampling = new Sampling(temperature, topK, topP, trimming.seed());
            return trimming.settings(command, 1, sampling, lean);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command, "Invalid option: " + e.getMessage(), e);
        }
    }
}
