package trimscope.core.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import trimscope.core.model.ModelOptions;
import trimscope.core.model.ModelOptions.Precision;

/** In which number format to compute. */
final class PrecisionOption {
    /** Names for help texts and completion. */
    static final class Labels implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(Precision.values()).map(Precision::label).iterator();
        }
    }

    @Option(
            names = "--dtype",
            paramLabel = "TYPE",
            completionCandidates = Labels.class,
            description =
                    "Number format of the computation: ${COMPLETION-CANDIDATES}. Weights stored in it are used where"
                            + " they lie on disk, others are converted in memory. Default: float32 for checkpoints below 1 GB,"
                            + " else bfloat16. float16 is for GPUs older than Ampere, which have no bfloat16 units; on most"
                            + " CPUs it is slower than float32.")
    private @Nullable String dtype;

    /**
     * The options to load a checkpoint with.
     *
     * @param bytes size of its weights on disk
     * @throws ParameterException if there is no such number format
     */
    ModelOptions modelOptions(CommandLine command, long bytes) {
        return ModelOptions.defaults().withPrecision(dtype == null ? Precision.suited(bytes) : named(command, dtype));
    }

    /** @throws ParameterException if there is no such number format */
    void check(CommandLine command) {
        if (dtype != null) {
            named(command, dtype);
        }
    }

    private static Precision named(CommandLine command, String label) {
        return Arrays.stream(Precision.values())
                .filter(precision -> precision.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new ParameterException(
                        command,
                        "Invalid value for option '--dtype': '" + label + "' is none of "
                                + Arrays.stream(Precision.values())
                                        .map(Precision::label)
                                        .collect(Collectors.joining(", "))));
    }
}
