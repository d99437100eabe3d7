package trimscope.app.exploration;

import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import trimscope.app.inference.InferenceEvent;
import trimscope.app.inference.InferenceWorker;
import trimscope.app.inference.ModelChoice;
import trimscope.core.chat.ModelInfo;
import trimscope.core.memory.MemoryEstimate;

/** The model that is there, the one that is being loaded, and what the model is busy with besides answering. */
public final class ModelAtWork {
    private final InferenceWorker worker;
    private final ReadOnlyObjectWrapper<Optional<ModelInfo>> info = new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<MemoryEstimate> held = Optional.empty();
    private final ReadOnlyObjectWrapper<Optional<Loading>> loading = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<String>> activity = new ReadOnlyObjectWrapper<>(Optional.empty());

    ModelAtWork(InferenceWorker worker) {
        this.worker = worker;
        worker.listen(this::accept);
    }

    /** The model that is there. */
    public ReadOnlyObjectProperty<Optional<ModelInfo>> infoProperty() {
        return info.getReadOnlyProperty();
    }

    /** What the model that is there holds by estimate, and gives back when it goes. */
    public Optional<MemoryEstimate> held() {
        return held;
    }

    /** The model that is being loaded, from its first tensor on. */
    public ReadOnlyObjectProperty<Optional<Loading>> loadingProperty() {
        return loading.getReadOnlyProperty();
    }

    /** What the model is busy with besides answering. */
    public ReadOnlyObjectProperty<Optional<String>> activityProperty() {
        return activity.getReadOnlyProperty();
    }

    /** Loads a model in place of the one that is there, whose answers go with it; one that cannot be loaded changes nothing. */
    public void load(ModelChoice choice) {
        worker.load(choice);
    }

    /** Ends the loading that is under way; the model that was there stays. */
    public void cancelLoading() {
        worker.cancelLoading();
    }

    /**
     * A model has come.
     *
     * @return whether another one had to go for it
     */
    boolean replace(InferenceEvent.ModelLoaded next) {
        boolean another = info.get().isPresent();
        held = Optional.of(next.held());
        info.set(Optional.of(next.model()));
        return another;
    }

    private void accept(InferenceEvent event) {
        if (event instanceof InferenceEvent.Began began) {
            activity.set(Optional.of(began.activity()));
        } else if (event instanceof InferenceEvent.Rested) {
            activity.set(Optional.empty());
            loading.set(Optional.empty());
        } else if (event instanceof InferenceEvent.Loading step) {
            loading.set(Optional.of(new Loading(step.name(), step.bytes(), step.all())));
        }
    }
}
