package trimscope.core.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import trimscope.core.chat.ChatModel;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.checkpoint.CheckpointException;
import trimscope.core.demo.EmbeddedModel;
import trimscope.core.model.Cancellation;
import trimscope.core.model.ModelOptions;

/** Which model to run, and in which number format. */
@SuppressWarnings("NullAway.Init") // picocli fills the fields before they are read
final class ModelOption {
    private static final String DEMO = "demo";

    @Option(
            names = "--model",
            paramLabel = "DIR|demo",
            defaultValue = DEMO,
            description = "Checkpoint folder, or 'demo' for the embedded model. Default: ${DEFAULT-VALUE}.")
    private Path model;

    @Mixin
    private PrecisionOption precision;

    /** @throws picocli.CommandLine.ParameterException if there is no such number format */
    void check(CommandLine command) {
        precision.check(command);
    }

    /** Loads the model; the caller closes it. */
    ChatModel load(CommandLine command, Cancellation cancellation) throws IOException, CheckpointException {
        Path folder = isDemo() ? EmbeddedModel.folder() : model;
        ModelOptions options =
                precision.modelOptions(command, Checkpoint.open(folder).bytes());
        return ChatModel.load(folder, options, cancellation);
    }

    /** What to call the model. */
    String name(ChatModel chat) {
        return isDemo() ? DEMO : chat.info().name();
    }

    private boolean isDemo() {
        return model.equals(Path.of(DEMO));
    }
}
