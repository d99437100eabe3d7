package trimscope.app.window;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.Notice;
import trimscope.app.inference.InferenceWorker;
import trimscope.app.inference.ModelChoice;
import trimscope.app.memory.MemoryFile;
import trimscope.app.opening.FirstMinute;
import trimscope.core.catalog.HubCache;
import trimscope.core.device.ComputeDevice;
import trimscope.core.device.CudaSupport;
import trimscope.core.device.DeviceException;

/** The program with a window. JavaFX creates it, so this is where the wiring begins. */
public final class DesktopProgram extends Application {
    private static final String FRESH = "--fresh";
    /** Parameters of the form {@code --name=value}. */
    private static final String DEVICE = "device";

    private static final String MODEL = "model";
    private static final String LIBRARIES = "libraries";

    private final ExecutorService inference = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "inference");
        thread.setDaemon(true);
        return thread;
    });
    private final InferenceWorker worker = new InferenceWorker(inference, Platform::runLater);

    @Override
    public void start(Stage stage) {
        Exploration exploration = new Exploration(worker);
        ComputeDevice device = bindLibraries(exploration);
        MainWindow window = new MainWindow(exploration, stage, memory(), device);
        window.show(Optional.ofNullable(getParameters().getNamed().get(MODEL))
                .filter(name -> !name.equals(FirstMinute.MODEL))
                .map(folder -> choice(folder, device)));
        getParameters().getUnnamed().stream()
                .filter(argument -> !argument.equals(FRESH))
                .forEach(file -> window.open(Path.of(file)));
    }

    /** Before anything of the engine is called; a device that cannot be used is told, and the CPU takes its place. */
    private ComputeDevice bindLibraries(Exploration exploration) {
        Map<String, String> named = getParameters().getNamed();
        String name = named.getOrDefault(DEVICE, ComputeDevice.CPU.name());
        CudaSupport cuda = CudaSupport.ofMachine();
        try {
            ComputeDevice device = ComputeDevice.named(name)
                    .orElseThrow(() -> new DeviceException("There is no device of the name " + name + "."));
            cuda.prepare(device, Optional.ofNullable(named.get(LIBRARIES)).map(Path::of));
            return device;
        } catch (DeviceException e) {
            exploration.tell(new Notice(Notice.Level.ERROR, e.getMessage() + cpuInstead(cuda)));
            return ComputeDevice.CPU;
        }
    }

    /** Binds libraries for the CPU, and says so; those that the user told the engine itself may not do for it either. */
    private static String cpuInstead(CudaSupport cuda) {
        try {
            cuda.prepare(ComputeDevice.CPU, Optional.empty());
            return " TrimScope computes on the CPU.";
        } catch (DeviceException e) {
            return "";
        }
    }

    private static ModelChoice choice(String folder, ComputeDevice device) {
        Path path = Path.of(folder);
        Path name = path.getFileName();
        return new ModelChoice(
                name == null ? folder : name.toString(),
                () -> HubCache.ofUser().located(path),
                Optional.empty(),
                device);
    }

    /** What was left behind counts, unless the start is to be fresh: then nothing is read, and nothing written. */
    private Optional<MemoryFile> memory() {
        return getParameters().getUnnamed().contains(FRESH) ? Optional.empty() : Optional.of(MemoryFile.ofUser());
    }

    @Override
    public void stop() {
        worker.close();
        inference.shutdown();
    }
}
