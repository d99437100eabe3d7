package trimscope.core.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
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
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.checkpoint.CheckpointException;
import trimscope.core.demo.EmbeddedModel;
import trimscope.core.machine.ProcessMemory;
import trimscope.core.model.Cancellation;
import trimscope.core.model.Mllama;
import trimscope.core.model.ModelOptions;
import trimscope.core.synthetic.Shape;

/** Measures speed and memory. */
@Command(
        name = "bench",
        sortOptions = false,
        description = {
            "Measure how fast a model runs, full and trimmed, and what it holds.",
            "",
            "Prints a table: time of the picture, of the prompt (keys and values of the picture included) and of each"
                    + " token, each with the floor that the machine's memory and arithmetic allow; bytes of the"
                    + " cross-attention cache against the formula; peak memory (Linux only, mapped weights that were"
                    + " touched included). Batch 1 only, for now.",
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
    private static final String DEMO = "demo";
    /** Above this many parameters a repeat takes minutes. */
    private static final long LARGE = 1_000_000_000;

    private static final int SMALL_MODEL_REPEATS = 5;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--model",
            paramLabel = "DIR|demo",
            description = "Checkpoint folder, or 'demo' for the embedded model. Default: demo.")
    private @Nullable Path model;

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

    @Mixin
    private PrecisionOption precision;

    @Option(
            names = "--ratios",
            paramLabel = "R,...",
            split = ",",
            defaultValue = "1.0,0.5,0.25,0.1",
            description = "Keep ratios per head. Default: ${DEFAULT-VALUE}.")
    private List<Double> ratios;

    @Option(
            names = "--kept",
            paramLabel = "S,...",
            split = ",",
            defaultValue = "0.5,0.4",
            description = "Kept shares, whatever the heads choose. Default: ${DEFAULT-VALUE}.")
    private List<Double> shares;

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
                    "How often to time everything; medians are shown. Default: 5, or 1 above a billion parameters.")
    private @Nullable Integer repeats;

    @Option(
            names = "--json",
            description = "Print one JSON object instead; times in milliseconds, null where nothing can be measured.")
    private boolean json;

    @Override
    public Integer call() throws IOException, CheckpointException, CommandFailure {
        precision.check(spec.commandLine());
        if (shape != null && model != null) {
            throw wrong("--model and --shape exclude each other");
        }
        if (shape == null && (layers != null || visionLayers != null)) {
            throw wrong("--layers and --vision-layers need --shape");
        }
        settings(0);
        try (Mllama loaded = shape == null ? opened() : random(shape(shape))) {
            Report report = Benchmark.run(loaded, settings(loaded.config().parameters()));
            BenchPrinter printer = new BenchPrinter(spec.commandLine().getOut());
            if (json) {
                printer.json(report);
            } else {
                printer.table(report, shape != null ? "random " + shape : model == null ? DEMO : model.toString());
            }
        } catch (OutOfMemoryError | LinkageError e) {
            // Errors would pass picocli by and end in a stack trace.
            throw new CommandFailure(Failures.sentence(e), e);
        }
        return 0;
    }

    private Benchmark.Settings settings(long parameters) {
        List<Trial> trials = new ArrayList<>();
        try {
            ratios.forEach(ratio -> trials.add(new Trial(ratio, false)));
            shares.forEach(share -> trials.add(new Trial(share, true)));
            int times = repeats != null ? repeats : parameters > LARGE ? 1 : SMALL_MODEL_REPEATS;
            return new Benchmark.Settings(trials, promptTokens, answerTokens, times);
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
    }

    private Mllama opened() throws IOException, CheckpointException {
        Path folder = model == null || model.equals(Path.of(DEMO)) ? EmbeddedModel.folder() : model;
        Checkpoint checkpoint = Checkpoint.open(folder);
        ModelOptions options = precision.modelOptions(spec.commandLine(), checkpoint.bytes());
        return Mllama.load(checkpoint, options, new Cancellation());
    }

    private Mllama random(Shape chosen) throws CommandFailure {
        long parameters = chosen.config().parameters();
        ModelOptions options = precision.modelOptions(spec.commandLine(), 2 * parameters);
        long bytes = parameters * options.precision().bytes();
        OptionalLong available = ProcessMemory.available();
        // A system without enough memory ends processes rather than telling them.
        if (available.isPresent() && bytes > available.getAsLong()) {
            throw new CommandFailure("The weights take " + (bytes >> 20) + " MiB, but only "
                    + (available.getAsLong() >> 20) + " MiB are free: take fewer --layers, or map a folder made by"
                    + " make-checkpoint with --model.");
        }
        return Mllama.random(chosen.config(), options, 0, new Cancellation());
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
