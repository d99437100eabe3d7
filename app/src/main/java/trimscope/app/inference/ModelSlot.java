package trimscope.app.inference;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import trimscope.core.chat.ChatModel;
import trimscope.core.chat.ModelInfo;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.checkpoint.CheckpointException;
import trimscope.core.memory.FreeMemory;
import trimscope.core.memory.MemoryEstimate;
import trimscope.core.memory.MemoryException;
import trimscope.core.memory.MemoryVerdict;
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
     * @param loaded told which model is there afterwards, each time it is another one
     */
    void load(
            ModelChoice choice,
            LoadProgress progress,
            Cancellation cancellation,
            Runnable makeRoom,
            Consumer<ModelInfo> loaded)
            throws IOException, CheckpointException, MemoryException {
        Checkpoint checkpoint = Checkpoint.open(choice.folder().locate());
        ModelOptions options = choice.options(checkpoint);
        MemoryEstimate estimate = MemoryEstimate.of(checkpoint, options);
        Optional<Held> before = held;
        if (before.isEmpty() || fitsBeside(estimate)) {
            estimate.against(free, 0).require();
            ChatModel next = loader.load(checkpoint, options, progress, cancellation);
            makeRoom.run();
            close();
            held = Optional.of(new Held(choice, next, estimate));
        } else {
            estimate.against(free, givenBack(before.get(), estimate)).require();
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
        held.map(Held::info).ifPresent(loaded);
    }

    private boolean fitsBeside(MemoryEstimate estimate) {
        MemoryVerdict.Level level = estimate.against(free, 0).level();
        return level != MemoryVerdict.Level.REFUSED && level != MemoryVerdict.Level.TIGHT;
    }

    private static long givenBack(Held before, MemoryEstimate estimate) {
        return before.estimate().device().equals(estimate.device())
                ? before.estimate().needed()
                : 0;
    }

    private void bringBack(Held before, Consumer<ModelInfo> loaded, Throwable cause) {
        try {
            Checkpoint checkpoint = Checkpoint.open(before.choice().folder().locate());
            ModelOptions options = before.choice().options(checkpoint);
            ChatModel again = loader.load(checkpoint, options, LoadProgress.NONE, new Cancellation());
            held = Optional.of(new Held(before.choice(), again, before.estimate()));
            loaded.accept(before.info());
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
