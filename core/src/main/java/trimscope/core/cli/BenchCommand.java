package trimscope.core.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import trimscope.core.benchmark.Benchmark;
import trimscope.core.benchmark.Report;
import trimscope.core.benchmark.Trial;
import trimscope.core.model.Mllama;
import trimscope.core.synthetic.Shape;

/** Measures speed and memory. */
@Command(
        name = "bench",
        sortOptions = false,
        description = {
            "Measure how fast a model runs, full and trimmed, and what it holds.",
            "",
            "Prints a table: time of the picture, of the prompt (keys and values of the picture included) and of each"
                    + " decode step, each with the floor that the machine's memory and arithmetic allow; bytes of the"
                    + " cross-attention cache against the formula; peak memory (on a CPU this process's, Linux only, mapped"
                    + " weights that were touched included; on a GPU all that it holds, for other programs too). In a"
                    + " batch the prompts are read one after another and the answers are written together, one token each"
                    + " in a step.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  trimscope bench",
            "  trimscope bench --shape 11b --layers 9 --vision-layers 8 --repeat 1"
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields before the call
final class BenchCommand implements Callable<Integer> {
    /** Above this many parameters a repeat takes minutes on a CPU. */
    private static final long LARGE = 1_000_000_000;

    private static final int QUICK_REPEATS = 5;
    private static final List<Integer> QUICK_BATCHES = List.of(1, 8, 32);

    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOption model;

    @Option(
            names = "--shape",
            paramLabel = "NAME",
            completionCandidates = MakeCheckpointCommand.ShapeNames.class,
            description = "Random weights of this shape in memory instead: ${COMPLETION-CANDIDATES}.")
    private @Nullable String shape;

    @Option(
            names = "--layers",
            paramLabel = "N",
            description = "With --shape, this many text layers of full width, at least 9. Default: all.")
    private @Nullable Integer layers;

    @Option(
            names = "--vision-layers",
            paramLabel = "N",
            description = "With --shape, this many local layers of the vision encoder, at least 8. Default: all.")
    private @Nullable Integer visionLayers;

    @Option(
            names = "--ratios",
            paramLabel = "R",
            split = ",",
            defaultValue = "1.0,0.5,0.25,0.1",
            description = "Keep ratios per head. Default: ${DEFAULT-VALUE}.")
    private List<Double> ratios;

    @Option(
            names = "--kept",
            paramLabel = "S",
            split = ",",
            defaultValue = "0.5,0.4",
            description = "Kept shares, whatever the heads choose. Default: ${DEFAULT-VALUE}.")
    private List<Double> shares;

    @Option(
            names = "--batch",
            paramLabel = "N",
            split = ",",
            description = "How many conversations at once. Default: 1,8,32, or 1 above a billion parameters on a CPU.")
    private @Nullable List<Integer> batches;

    @Option(
            names = "--prompt",
            paramLabel = "N",
            defaultValue = "32",
            description = "Tokens of the prompt, at least 6. Default: ${DEFAULT-VALUE}.")
    private int promptTokens;

    @Option(
            names = "--tokens",
            paramLabel = "N",
            defaultValue = "16",
            description = "Tokens of the answer. Default: ${DEFAULT-VALUE}.")
    private int answerTokens;

    @Option(
            names = "--repeat",
            paramLabel = "N",
            description =
                    "How often to time everything; medians are shown. Default: 5, or 1 above a billion parameters on a CPU.")
    private @Nullable Integer repeats;

    @Option(
            names = "--json",
            description = "Print one JSON object instead; times in milliseconds, null where nothing can be measured.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        model.check(spec.commandLine());
        if (shape != null && model.isGiven()) {
            throw wrong("--model and --shape exclude each other");
        }
        if (shape == null && (layers != null || visionLayers != null)) {
            throw wrong("--layers and --vision-layers need --shape");
        }
        settings(false);
        try (Mllama loaded = shape == null
                ? model.loadNetwork(spec.commandLine())
                : model.random(spec.commandLine(), shape(shape).config())) {
            Report report = Benchmark.run(loaded, settings(isSlow(loaded)));
            String name = shape != null ? "random " + shape : model.name();
            BenchPrinter printer = new BenchPrinter(spec.commandLine().getOut());
            if (json) {
                printer.json(report, name);
            } else {
                printer.table(report, name);
            }
        }
        return 0;
    }

    private static boolean isSlow(Mllama loaded) {
        return loaded.config().parameters() > LARGE && loaded.options().device().isCpu();
    }

    private Benchmark.Settings settings(boolean slow) {
        List<Trial> trials = new ArrayList<>();
        try {
            ratios.forEach(ratio -> trials.add(new Trial(ratio, false)));
            shares.forEach(share -> trials.add(new Trial(share, true)));
            int times = repeats != null ? repeats : slow ? 1 : QUICK_REPEATS;
            List<Integer> sizes = batches != null ? batches : slow ? List.of(1) : QUICK_BATCHES;
            return new Benchmark.Settings(trials, sizes, promptTokens, answerTokens, times);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private Shape shape(String name) {
        Shape whole = Shape.named(name)
                .orElseThrow(() -> wrong("Invalid value for option '--shape': '" + name + "' is none of "
                        + String.join(
                                ", ", Shape.all().stream().map(Shape::name).toList())));
        try {
            return layers == null && visionLayers == null
                    ? whole
                    : whole.cut(
                            layers == null ? whole.config().text().layers() : layers,
                            visionLayers == null ? whole.config().vision().localLayers() : visionLayers);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private ParameterException wrong(@Nullable String sentence) {
        return new ParameterException(spec.commandLine(), String.valueOf(sentence));
    }
}
