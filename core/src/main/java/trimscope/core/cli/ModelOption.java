package trimscope.core.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import trimscope.core.catalog.HubCache;
import trimscope.core.chat.ChatModel;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.checkpoint.CheckpointException;
import trimscope.core.checkpoint.MllamaConfig;
import trimscope.core.demo.EmbeddedModel;
import trimscope.core.device.DeviceException;
import trimscope.core.memory.MemoryEstimate;
import trimscope.core.memory.MemoryException;
import trimscope.core.model.Cancellation;
import trimscope.core.model.LoadProgress;
import trimscope.core.model.Mllama;
import trimscope.core.model.ModelOptions;

/** Which model to run, in which number format, and where. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields before they are read
final class ModelOption {
    private static final String DEMO = "demo";

    @Option(
            names = "--model",
            paramLabel = "DIR|NAME|demo",
            description = "Checkpoint folder, a name that 'trimscope models' lists, or 'demo' for the embedded model."
                    + " Default: demo.")
    private @Nullable Path model;

    @Mixin
    private PrecisionOption precision;

    @Mixin
    private DeviceOption device;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description =
                    "Threads that compute on the CPU. Default: one for models below 100 million parameters, whose steps are"
                            + " too short to share safely with other programs; else one a processor.")
    private @Nullable Integer threads;

    /** @throws ParameterException if there is no such number format or device, or no thread */
    void check(CommandLine command) {
        if (threads != null && threads < 1) {
            throw new ParameterException(command, "Invalid value for option '--threads': " + threads + " is below 1");
        }
        precision.check(command);
        device.device(command);
    }

    /** Loads the model; the caller closes it. */
    ChatModel load(CommandLine command, Cancellation cancellation)
            throws IOException, CheckpointException, DeviceException, MemoryException {
        Checkpoint checkpoint = open();
        return ChatModel.load(checkpoint, options(command, checkpoint), LoadProgress.NONE, cancellation);
    }

    /** Loads the network alone; the caller closes it. */
    Mllama loadNetwork(CommandLine command) throws IOException, CheckpointException, DeviceException, MemoryException {
        Checkpoint checkpoint = open();
        return Mllama.load(checkpoint, options(command, checkpoint), new Cancellation());
    }

    /** Makes a network with random weights; the caller closes it. */
    Mllama random(CommandLine command, MllamaConfig config) throws DeviceException, MemoryException {
        long bytesAsPublished = 2 * config.parameters();
        ModelOptions options = options(command, bytesAsPublished);
        device.check(command, MemoryEstimate.ofRandomWeights(config, options));
        return Mllama.random(config, options, 0, new Cancellation());
    }

    private Checkpoint open() throws IOException, CheckpointException {
        return Checkpoint.open(
                model == null || isDemo()
                        ? EmbeddedModel.folder()
                        : HubCache.ofUser().located(model));
    }

    private ModelOptions options(CommandLine command, Checkpoint checkpoint) throws DeviceException, MemoryException {
        ModelOptions options = options(command, checkpoint.bytes());
        device.check(command, MemoryEstimate.of(checkpoint, options));
        return options;
    }

    private ModelOptions options(CommandLine command, long bytes) throws DeviceException {
        ModelOptions options = precision.modelOptions(command, bytes).withDevice(device.prepare(command));
        return threads == null ? options : options.withThreads(threads);
    }

    /** What to call the model. */
    String name(ChatModel chat) {
        // A snapshot's folder is called by a hash.
        return isDemo() || !Files.exists(model) ? name() : chat.info().name();
    }

    /** What to call the model before it is loaded. */
    String name() {
        return model == null ? DEMO : model.toString();
    }

    /** Whether a person named one. */
    boolean isGiven() {
        return model != null;
    }

    private boolean isDemo() {
        return model == null || model.equals(Path.of(DEMO));
    }
}
