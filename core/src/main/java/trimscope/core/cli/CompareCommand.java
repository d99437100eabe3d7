package trimscope.core.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import trimscope.core.chat.AnswerSettings;
import trimscope.core.chat.ChatModel;
import trimscope.core.chat.ChatSession;
import trimscope.core.chat.Generation;
import trimscope.core.chat.Sampling;
import trimscope.core.evaluation.Comparison;
import trimscope.core.image.Picture;
import trimscope.core.model.Cancellation;

/** Answers one question twice and tells what trimming changes. */
@Command(
        name = "compare",
        sortOptions = false,
        description = {
            "Answer a question twice, by default with all visual tokens and trimmed, and tell what trimming changes.",
            "",
            "Agreement is the share of places where the second run, reading the first answer token by token, finds the"
                    + " first answer's token likeliest.",
            ""
        },
        footer = {"", "Exit status: 0 success, 1 failure, 2 wrong usage."})
@SuppressWarnings("NullAway.Init") // picocli fills the fields before the call
final class CompareCommand implements Callable<Integer> {
    /** Ratio of the second run unless another is given. */
    private static final double TRIMMED = 0.1;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "QUESTION", description = "What to ask.")
    private String question;

    @Mixin
    private ModelOption model;

    @Mixin
    private PictureOption image;

    @Mixin
    private TrimOptions trimming;

    @Option(
            names = "--first-ratio",
            paramLabel = "R",
            defaultValue = "1",
            description = "Keep ratio per head of the first run; 1 trims nothing. Default: ${DEFAULT-VALUE}.")
    private double firstRatio;

    @Option(
            names = "--first-rule",
            paramLabel = "NAME",
            defaultValue = "trimmed-llama",
            description = "Rule of the first run. Default: ${DEFAULT-VALUE}.")
    private String firstRule;

    @Mixin
    private ResultOptions result;

    @Override
    public Integer call() throws Exception {
        Questions.check(spec.commandLine(), List.of(question));
        AnswerSettings first =
                trimming.settings(spec.commandLine(), "--first-rule", firstRule, firstRatio, Sampling.GREEDY, false);
        AnswerSettings second = trimming.settings(spec.commandLine(), TRIMMED, Sampling.GREEDY, false);
        model.check(spec.commandLine());
        result.check(image.file());
        compare(first, second);
        return 0;
    }

    private void compare(AnswerSettings first, AnswerSettings second) throws Exception {
        Picture picture = image.read();
        Cancellation never = new Cancellation();
        try (ChatModel chat = model.load(spec.commandLine(), never);
                ChatSession session = chat.open(picture, never);
                Generation a = session.ask(List.of(), question, first, never);
                Generation b = session.ask(List.of(), question, second, never)) {
            a.forEachRemaining(step -> {});
            b.forEachRemaining(step -> {});
            Comparison comparison = Comparison.of(a, b, never);
            result.write(spec.commandLine(), new ComparisonForms(model.name(chat), comparison));
        }
    }
}
