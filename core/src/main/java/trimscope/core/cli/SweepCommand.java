package trimscope.core.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import trimscope.core.chat.ChatModel;
import trimscope.core.chat.ChatSession;
import trimscope.core.evaluation.Progress;
import trimscope.core.evaluation.SceneSweep;
import trimscope.core.evaluation.Sweep;
import trimscope.core.evaluation.SweepSettings;
import trimscope.core.forms.SceneSweepForms;
import trimscope.core.forms.SweepForms;
import trimscope.core.image.Picture;
import trimscope.core.image.PictureReader;
import trimscope.core.model.Cancellation;
import trimscope.core.pruning.TrimmingRule;

/** Answers one question, or one about each of many scenes, under several rules and ratios. */
@Command(
        name = "sweep",
        sortOptions = false,
        description = {
            "Answer a question under several rules and keep ratios, and hold each answer against the one without"
                    + " trimming.",
            "",
            "At one ratio every rule keeps as many visual tokens as trimmed-llama does. With --scenes, each of many"
                    + " generated scenes is asked one question whose true answer is known.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  trimscope sweep --image picture.png \"What is at the top?\"",
            "  trimscope sweep --scenes 100 --ratios 0.25,0.1,0.05 --csv --output sweep.csv",
            "",
            "Exit status: 0 success, 1 failure, 2 wrong usage."
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields before the call
final class SweepCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "QUESTION", description = "What to ask about the picture.")
    private Optional<String> question = Optional.empty();

    @Mixin
    private ModelOption model;

    @Option(names = "--image", paramLabel = "FILE", description = "The picture: PNG, JPEG, WebP, BMP or GIF.")
    private Optional<Path> image = Optional.empty();

    @Option(
            names = "--scenes",
            paramLabel = "N",
            description = "Instead of a picture and a question: this many generated scenes.")
    private Optional<Integer> scenes = Optional.empty();

    @Option(
            names = "--ratios",
            paramLabel = "R",
            split = ",",
            defaultValue = "0.5,0.25,0.1,0.05",
            description = "Keep ratios per head, with commas. Default: ${DEFAULT-VALUE}.")
    private List<Double> ratios;

    @Option(
            names = "--rules",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "trimmed-llama,mean-heads,last-query,grid,random",
            completionCandidates = RuleNames.class,
            description = "Rules, with commas. Default: ${DEFAULT-VALUE}.")
    private List<String> rules;

    @Mixin
    private LengthOptions length;

    @Option(names = "--progress", description = "Count finished runs on standard error.")
    private boolean progress;

    @Mixin
    private ResultOptions result;

    @Override
    public Integer call() throws Exception {
        boolean onPicture = image.isPresent() && question.isPresent() && scenes.isEmpty();
        boolean onScenes = scenes.isPresent() && image.isEmpty() && question.isEmpty();
        if (!onPicture && !onScenes) {
            throw new ParameterException(spec.commandLine(), "Give either --image and a QUESTION, or --scenes");
        }
        if (scenes.isPresent() && scenes.get() < 1) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--scenes': at least 1, found " + scenes.get());
        }
        Questions.check(spec.commandLine(), question.stream().toList());
        SweepSettings settings = settings();
        model.check(spec.commandLine());
        if (image.isPresent()) {
            result.check(image.get());
        } else {
            result.check();
        }
        sweep(settings);
        return 0;
    }

    private SweepSettings settings() {
        List<TrimmingRule> chosen = rules.stream()
                .map(name -> RuleNames.rule(spec.commandLine(), "--rules", name, length.seed()))
                .toList();
        try {
            return new SweepSettings(chosen, ratios, length.maxTokens());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "Invalid option: " + e.getMessage(), e);
        }
    }

    private void sweep(SweepSettings settings) throws Exception {
        Optional<Picture> picture = image.isPresent() ? Optional.of(PictureReader.read(image.get())) : Optional.empty();
        Cancellation never = new Cancellation();
        try (ChatModel chat = model.load(spec.commandLine(), never)) {
            if (picture.isPresent()) {
                try (ChatSession session = chat.open(picture.get(), never)) {
                    Sweep sweep = Sweep.run(session, List.of(), question.orElseThrow(), settings, progress(), never);
                    result.write(spec.commandLine(), new SweepForms(model.name(chat), sweep));
                }
            } else {
                SceneSweep sweep =
                        SceneSweep.run(chat, scenes.orElseThrow(), length.seed(), settings, progress(), never);
                result.write(spec.commandLine(), new SceneSweepForms(model.name(chat), sweep));
            }
        }
    }

    /** Counts on the terminal's last line. */
    private Progress progress() {
        if (!progress) {
            return Progress.NONE;
        }
        return (done, all) -> {
            spec.commandLine().getErr().print("\r" + done + " of " + all + (done == all ? "\n" : ""));
            spec.commandLine().getErr().flush();
        };
    }
}
