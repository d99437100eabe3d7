package trimscope.core.chat;

import java.nio.file.Path;
import java.util.List;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.checkpoint.CheckpointException;
import trimscope.core.image.Picture;
import trimscope.core.model.Cancellation;
import trimscope.core.model.LoadProgress;
import trimscope.core.model.Mllama;
import trimscope.core.model.ModelOptions;
import trimscope.core.text.ChatLayout;
import trimscope.core.text.Tokenizer;

/**
 * A loaded model that one can talk to. One thread owns it and everything that comes from it, from load to close; only
 * {@link Cancellation} may be touched by others.
 */
public final class ChatModel implements AutoCloseable {
    /** Most parameters of a model that is warmed up. */
    private static final long SMALL = 100_000_000;

    private final Checkpoint checkpoint;
    private final Mllama mllama;
    private final Tokenizer tokenizer;
    private final ModelInfo info;

    private ChatModel(Checkpoint checkpoint, Mllama mllama, Tokenizer tokenizer) {
        this.checkpoint = checkpoint;
        this.mllama = mllama;
        this.tokenizer = tokenizer;
        Path name = checkpoint.folder().getFileName();
        this.info = new ModelInfo(
                name == null ? checkpoint.folder().toString() : name.toString(),
                checkpoint.folder(),
                checkpoint.parameters(),
                mllama.options().precision().label(),
                mllama.options().device().label(),
                mllama.config().text().layers(),
                mllama.gates(),
                mllama.config().text().heads(),
                mllama.config().text().maxPositions(),
                CrossCost.of(
                        mllama.config().text(), mllama.options().precision().bytes()));
    }

    /**
     * Opens a checkpoint folder.
     *
     * @throws CheckpointException if anything in the folder is not as it must be
     * @throws java.util.concurrent.CancellationException if cancelled while loading
     */
    public static ChatModel load(Path folder, ModelOptions options, Cancellation cancellation)
            throws CheckpointException {
        return load(Checkpoint.open(folder), options, LoadProgress.NONE, cancellation);
    }

    /**
     * Loads a checkpoint that was opened before.
     *
     * @throws CheckpointException if its tokenizer is not as it must be, or a weight has a number that the wanted format cannot hold
     * @throws java.util.concurrent.CancellationException if cancelled while loading; nothing of the model is left then
     */
    public static ChatModel load(
            Checkpoint checkpoint, ModelOptions options, LoadProgress progress, Cancellation cancellation)
            throws CheckpointException {
        Tokenizer tokenizer = Tokenizer.open(checkpoint.folder());
        Mllama mllama;
        try {
            mllama = Mllama.load(checkpoint, options, progress, cancellation);
        } catch (CheckpointException | RuntimeException e) {
            tokenizer.close();
            throw e;
        }
        try {
            ChatModel model = new ChatModel(checkpoint, mllama, tokenizer);
            model.warmUp();
            return model;
        } catch (RuntimeException e) {
            mllama.close();
            tokenizer.close();
            throw e;
        }
    }

    /**
     * Runs every kernel of a small model once. The first call of each prepares it, which would make the first answer look many times
     * as costly as it is; beside the work of a large model it does not count.
     */
    private void warmUp() {
        if (info.parameters() > SMALL) {
            return;
        }
        AnswerSettings twoTokens = new AnswerSettings(Trimming.atRatio(0.5), Sampling.GREEDY, 2, false);
        try (ChatSession session = open(Picture.of(1, 1, new byte[3]), new Cancellation());
                Generation answer = session.ask(List.of(), "", twoTokens, new Cancellation())) {
            answer.forEachRemaining(step -> {});
        } catch (ContextLimitException e) {
            throw new IllegalStateException("the model cannot read an empty question", e);
        }
    }

    /** Gives memory of a GPU that nothing of the model lies in back to its driver, so that what is free there can be told. */
    public void freeUnused() {
        mllama.freeUnused();
    }

    public ModelInfo info() {
        return info;
    }

    /**
     * Encodes a picture, once for all that is asked about it.
     *
     * @throws java.util.concurrent.CancellationException if cancelled between two layers
     */
    public ChatSession open(Picture picture, Cancellation cancellation) {
        return new ChatSession(this, picture, cancellation);
    }

    Checkpoint checkpoint() {
        return checkpoint;
    }

    Mllama mllama() {
        return mllama;
    }

    Tokenizer tokenizer() {
        return tokenizer;
    }

    ChatLayout layout() {
        return new ChatLayout(tokenizer);
    }

    @Override
    public void close() {
        mllama.close();
        tokenizer.close();
    }
}
