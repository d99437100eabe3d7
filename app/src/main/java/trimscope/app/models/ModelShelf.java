package trimscope.app.models;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.Notice;
import trimscope.app.inference.ModelChoice;
import trimscope.core.catalog.HubCache;
import trimscope.core.chat.ModelInfo;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.device.ComputeDevice;
import trimscope.core.device.CudaSupport;
import trimscope.core.memory.MemoryEstimate;
import trimscope.core.memory.MemoryVerdict;
import trimscope.core.model.ModelOptions.Precision;

/** The models that can be chosen, and what is chosen of them. Only the window's thread enters. */
public final class ModelShelf {
    /** Folders that are remembered. */
    private static final int MOST_FOLDERS = 8;

    private final Exploration exploration;
    private final HubCache hub;
    private final ComputeDevice bound;
    private final CudaSupport cuda;
    private final LibraryDownload download;
    private final Executor background;
    private final Executor window;
    private final ObservableList<ModelFound> models = FXCollections.observableArrayList();
    private final ObservableList<ComputeDevice> devices = FXCollections.observableArrayList(ComputeDevice.CPU);
    private final ObservableList<Path> folders = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<ModelFound>> chosen = new SimpleObjectProperty<>(Optional.empty());
    private final ObjectProperty<ComputeDevice> device = new SimpleObjectProperty<>(ComputeDevice.CPU);
    private final ObjectProperty<Optional<Precision>> precision = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Need>> need = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyBooleanWrapper lacking = new ReadOnlyBooleanWrapper();
    private ModelScan scan = new ModelScan(List.of(), List.of(), Map.of(), true, Optional.empty());

    /**
     * What the chosen model would need.
     *
     * @param precision that it would be computed in
     */
    record Need(Precision precision, MemoryEstimate estimate, MemoryVerdict verdict) {}

    /**
     * A shelf that is empty until it looks around.
     *
     * @param bound the device whose libraries this process has loaded; another one takes a new process
     * @param cuda GPUs and their libraries
     * @param background runs what takes longer than a frame
     * @param window brings its results back
     */
    public ModelShelf(
            Exploration exploration,
            HubCache hub,
            ComputeDevice bound,
            CudaSupport cuda,
            Executor background,
            Executor window) {
        this.exploration = exploration;
        this.hub = hub;
        this.bound = bound;
        this.cuda = cuda;
        this.background = background;
        this.window = window;
        download = new LibraryDownload(cuda.source(), window, exploration::tell, () -> look(this::show));
        device.set(bound);
        chosen.addListener(source -> reckon());
        device.addListener(source -> reckon());
        precision.addListener(source -> reckon());
    }

    ObservableList<ModelFound> models() {
        return models;
    }

    ObservableList<ComputeDevice> devices() {
        return devices;
    }

    ObjectProperty<Optional<ModelFound>> chosenProperty() {
        return chosen;
    }

    ObjectProperty<ComputeDevice> deviceProperty() {
        return device;
    }

    /** Empty for what suits the model's size. */
    ObjectProperty<Optional<Precision>> precisionProperty() {
        return precision;
    }

    ReadOnlyObjectProperty<Optional<Need>> needProperty() {
        return need.getReadOnlyProperty();
    }

    /** Whether the chosen device cannot be used because there are no libraries for it. */
    ReadOnlyBooleanProperty lackingProperty() {
        return lacking.getReadOnlyProperty();
    }

    LibraryDownload download() {
        return download;
    }

    Path cache() {
        return hub.folder();
    }

    /** Folders that were opened, the last one first. */
    public ObservableList<Path> folders() {
        return folders;
    }

    /** Folders that were opened at an earlier time. */
    public void remember(List<Path> earlier) {
        folders.setAll(earlier.stream().limit(MOST_FOLDERS).toList());
    }

    /** What people read of a device. */
    String label(ComputeDevice each) {
        return scan.gpus().stream()
                .filter(gpu -> gpu.device().equals(each))
                .findFirst()
                .map(gpu -> each.label() + " · " + gpu.model())
                .orElseGet(each::label);
    }

    /** Looks for models and devices anew, and chooses the model that is loaded. */
    public void refresh() {
        chosen.set(loaded().flatMap(this::found));
        look(this::show);
    }

    private void look(Consumer<ModelScan> then) {
        List<Path> opened = List.copyOf(folders);
        Optional<Path> loaded = loaded();
        background.execute(() -> {
            ModelScan found = ModelScan.of(hub, cuda, opened, loaded);
            window.execute(() -> then.accept(found));
        });
    }

    /** Where the model that is there came from. */
    private Optional<Path> loaded() {
        return exploration.model().infoProperty().get().map(ModelInfo::folder);
    }

    private Optional<ModelFound> found(Path folder) {
        return models.stream().filter(each -> each.isIn(folder)).findFirst();
    }

    private void show(ModelScan found) {
        scan = found;
        // What was chosen while the looking took its time stays.
        Optional<Path> before = chosen.get().map(each -> each.entry().folder()).or(this::loaded);
        List<ComputeDevice> all = new ArrayList<>(List.of(ComputeDevice.CPU));
        found.gpus().forEach(gpu -> all.add(gpu.device()));
        // One by one: a list that is set anew takes the choice from whoever shows it.
        devices.retainAll(all);
        for (int i = 0; i < all.size(); i++) {
            if (!devices.contains(all.get(i))) {
                devices.add(i, all.get(i));
            }
        }
        if (!all.contains(device.get())) {
            device.set(ComputeDevice.CPU);
        }
        models.setAll(found.models());
        chosen.set(before.flatMap(this::found).or(() -> models.stream().findFirst()));
        found.problem().ifPresent(sentence -> exploration.tell(new Notice(Notice.Level.ERROR, sentence)));
        reckon();
    }

    private void reckon() {
        lacking.set(needsRestart() && !scan.libraries());
        need.set(chosen.get().flatMap(each -> each.entry().checkpoint()).map(this::need));
    }

    private Need need(Checkpoint checkpoint) {
        Precision used = precision.get().orElseGet(() -> Precision.suited(checkpoint.bytes()));
        ModelChoice choice = new ModelChoice("", checkpoint::folder, Optional.of(used), device.get());
        MemoryEstimate estimate = MemoryEstimate.of(checkpoint, choice.options(checkpoint));
        MemoryVerdict verdict = exploration
                .model()
                .held()
                .map(before -> estimate.inPlaceOf(before, scan))
                .orElseGet(() -> estimate.against(scan, 0));
        return new Need(used, estimate, verdict);
    }

    /** Adds a folder to those that are there, and chooses it. */
    void open(Path folder) {
        folders.remove(folder);
        folders.add(0, folder);
        if (folders.size() > MOST_FOLDERS) {
            folders.remove(MOST_FOLDERS, folders.size());
        }
        look(scanned -> {
            show(scanned);
            chosen.set(found(folder));
        });
    }

    /** Whether the chosen device takes a new process, since native libraries are bound once. */
    boolean needsRestart() {
        return bound.isCpu() && !device.get().isCpu();
    }

    /** Whether the chosen model can be loaded on the chosen device. */
    boolean isLoadable() {
        return !lacking.get()
                && chosen.get().filter(each -> each.entry().isComplete()).isPresent();
    }

    /** Loads the chosen model into this process. */
    void load() {
        chosen.get()
                .filter(each -> each.entry().isComplete())
                .ifPresent(each -> exploration
                        .model()
                        .load(new ModelChoice(each.entry().name(), each.folder(), precision.get(), device.get())));
    }
}
