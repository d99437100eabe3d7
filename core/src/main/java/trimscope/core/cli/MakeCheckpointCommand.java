package trimscope.core.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import trimscope.core.checkpoint.ElementType;
import trimscope.core.file.FileFault;
import trimscope.core.memory.MemoryEstimate;
import trimscope.core.synthetic.Shape;
import trimscope.core.synthetic.SyntheticCheckpoint;

/** Writes a checkpoint with random weights. */
@Command(
        name = "make-checkpoint",
        sortOptions = false,
        description = {
            "Write a checkpoint of a published shape with random weights.",
            "",
            "For measuring speed and memory without the real weights: 11b takes 21 GB, 90b 177 GB, small 24 MB. Answers"
                    + " are noise. The tokenizer is the embedded model's, for published shapes with its special tokens"
                    + " under the published ids; other ids have no text, so see 'ask --json' for what was answered.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  trimscope make-checkpoint --shape small /tmp/small",
            "  trimscope ask --model /tmp/small --image picture.png --max-tokens 8 \"What is this?\""
        })
@SuppressWarnings("NullAway.Init") // picocli fills the fields before the call
final class MakeCheckpointCommand implements Callable<Integer> {
    /** Bytes that take seconds to write. */
    private static final long LONG = 1_000_000_000;

    /** Names for help texts and completion. */
    static final class ShapeNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Shape.all().stream().map(Shape::name).iterator();
        }
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "OUT", description = "Folder to write; must be new or empty.")
    private Path out;

    @Option(
            names = "--shape",
            paramLabel = "NAME",
            required = true,
            completionCandidates = ShapeNames.class,
            description = "Which sizes: ${COMPLETION-CANDIDATES}.")
    private String shape;

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            defaultValue = "bf16",
            description = "Number format: bf16, as published, f16 or f32. Default: ${DEFAULT-VALUE}.")
    private String dtype;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "The same seed gives the same weights. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Override
    public Integer call() throws IOException, CommandFailure {
        SyntheticCheckpoint checkpoint = new SyntheticCheckpoint(shape(), type());
        requireSpace(checkpoint.bytes());
        PrintWriter terminal = spec.commandLine().getOut();
        long start = System.nanoTime();
        try {
            checkpoint.write(out, seed, progress(checkpoint.bytes()));
        } catch (IOException e) {
            throw new CommandFailure(FileFault.sentence(e, out), e);
        }
        terminal.printf(
                Locale.ROOT,
                "%s: %s, %s of %s weights in %d %s, written in %.1f s%n",
                out,
                shape,
                MemoryEstimate.gigabytes(checkpoint.bytes()),
                type().label(),
                checkpoint.shards(),
                checkpoint.shards() == 1 ? "shard" : "shards",
                (System.nanoTime() - start) / 1e9);
        terminal.flush();
        return 0;
    }

    /** What is written in a moment needs no telling. */
    private LongConsumer progress(long all) {
        PercentLines lines = new PercentLines(spec.commandLine().getErr());
        return all < LONG ? written -> {} : written -> lines.tell(written, all);
    }

    private Shape shape() {
        return Shape.named(shape)
                .orElseThrow(() -> wrong(
                        "--shape", shape, Shape.all().stream().map(Shape::name).toList()));
    }

    private ElementType type() {
        return switch (dtype) {
            case "bf16" -> ElementType.BF16;
            case "f16" -> ElementType.F16;
            case "f32" -> ElementType.F32;
            default -> throw wrong("--dtype", dtype, List.of("bf16", "f16", "f32"));
        };
    }

    private ParameterException wrong(String option, String found, List<String> expected) {
        return new ParameterException(
                spec.commandLine(),
                "Invalid value for option '" + option + "': '" + found + "' is none of " + String.join(", ", expected));
    }

    /** Nobody should wait ten minutes for a disk to be full. */
    private void requireSpace(long bytes) throws IOException, CommandFailure {
        Path existing = out.toAbsolutePath();
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        long free = Files.getFileStore(existing).getUsableSpace();
        if (free < bytes) {
            throw new CommandFailure(out + ": there is room for " + MemoryEstimate.gigabytes(free)
                    + ", but the weights take " + MemoryEstimate.gigabytes(bytes));
        }
    }
}
