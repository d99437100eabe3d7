package trimscope.app.inference;

import java.io.IOException;
import java.util.Optional;
import java.util.function.BiConsumer;
import trimscope.core.chat.ChatModel;
import trimscope.core.chat.ModelInfo;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.checkpoint.CheckpointException;
import trimscope.core.memory.FreeMemory;
import trimscope.core.memory.MemoryEstimate;
import trimscope.core.memory.MemoryException;
import trimscope.core.model.Cancellation;
import trimscope.core.model.LoadProgress;
import trimscope.core.model.ModelOptions;

/**
 * The place of the one loaded model. A new one is checked before the old one goes: where memory has room for both, the old one stays
 * until the new one is complete; else it goes first, and comes back if the new one fails. Only the inference thread enters.
 */
final class ModelSlot implements AutoCloseable {
    /** Loads a checkpoint that was checked. */
    @FunctionalInterface
    interface Loader {
        ChatModel load(Checkpoint checkpoint, ModelOptions options, LoadProgress progress, Cancellation cancellation)
                throws CheckpointException;
    }

    private record Held(ModelChoice choice, ChatModel model, MemoryEstimate estimate) {
        ModelInfo info() {
            return model.info().withName(choice.name());
        }
    }

    private final FreeMemory free;
    private final Loader loader;
    private Optional<Held> held = Optional.empty();

    ModelSlot(FreeMemory free, Loader loader) {
        this.free = free;
        this.loader = loader;
    }

    /** The model that is there. */
    Optional<ChatModel> model() {
        return held.map(Held::model);
    }

    /**
     * Replaces the model.
     *
     * @param makeRoom frees all that stands on the model that goes
     * @param loaded told which model is there afterwards and what it holds, each time it is another one
     */
    void load(
            ModelChoice choice,
            LoadProgress progress,
            Cancellation cancellation,
            Runnable makeRoom,
            BiConsumer<ModelInfo, MemoryEstimate> loaded)
            throws IOException, CheckpointException, MemoryException {
        Checkpoint checkpoint = Checkpoint.open(choice.folder().locate());
        ModelOptions options = choice.options(checkpoint);
        MemoryEstimate estimate = MemoryEstimate.of(checkpoint, options);
        Optional<Held> before = held;
        before.map(Held::model).ifPresent(ChatModel::freeUnused);
        if (before.isEmpty() || estimate.against(free, 0).hasRoom()) {
            estimate.against(free, 0).require();
            ChatModel next = loader.load(checkpoint, options, progress, cancellation);
            makeRoom.run();
            close();
            held = Optional.of(new Held(choice, next, estimate));
        } else {
            estimate.inPlaceOf(before.get().estimate(), free).require();
            makeRoom.run();
            close();
            try {
                held = Optional.of(
                        new Held(choice, loader.load(checkpoint, options, progress, cancellation), estimate));
            } catch (CheckpointException | RuntimeException | Error e) {
                bringBack(before.get(), loaded, e);
                throw e;
            }
        }
        held.ifPresent(model -> loaded.accept(model.info(), model.estimate()));
    }

    private void bringBack(Held before, BiConsumer<ModelInfo, MemoryEstimate> loaded, Throwable cause) {
        try {
            Checkpoint checkpoint = Checkpoint.open(before.choice().folder().locate());
            ModelOptions options = before.choice().options(checkpoint);
            ChatModel again = loader.load(checkpoint, options, LoadProgress.NONE, new Cancellation());
            held = Optional.of(new Held(before.choice(), again, before.estimate()));
            loaded.accept(before.info(), before.estimate());
        } catch (IOException | CheckpointException | RuntimeException | Error e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        held.map(Held::model).ifPresent(ChatModel::close);
        held = Optional.empty();
    }
}
