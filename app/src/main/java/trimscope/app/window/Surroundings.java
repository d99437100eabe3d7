package trimscope.app.window;

import java.io.File;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javafx.stage.DirectoryChooser;
import javafx.stage.Window;
import trimscope.app.models.ModelSheet;
import trimscope.core.catalog.HubCache;
import trimscope.core.device.ComputeDevice;
import trimscope.core.device.CudaSupport;

/**
 * What the window finds outside of itself.
 *
 * @param pictures asks for a picture to open
 * @param folders asks for a model folder
 * @param hub downloaded models
 * @param bound the device whose libraries this process has loaded
 * @param cuda GPUs and their libraries
 * @param background runs what takes longer than a frame and is no work of the model
 * @param restart starts the program again on another device
 */
record Surroundings(
        Supplier<Optional<File>> pictures,
        Supplier<Optional<File>> folders,
        HubCache hub,
        ComputeDevice bound,
        CudaSupport cuda,
        Executor background,
        ModelSheet.RestartOnDevice restart) {
    /** Dialogues above a window, this user's files, a thread of its own. */
    static Surroundings of(Window window, ComputeDevice bound, ModelSheet.RestartOnDevice restart) {
        DirectoryChooser folders = new DirectoryChooser();
        folders.setTitle("Open a model folder");
        return new Surroundings(
                OpenPictures.dialogue(window),
                () -> Optional.ofNullable(folders.showDialog(window)),
                HubCache.ofUser(),
                bound,
                CudaSupport.ofMachine(),
                Executors.newSingleThreadExecutor(task -> {
                    Thread thread = new Thread(task, "looking around");
                    thread.setDaemon(true);
                    return thread;
                }),
                restart);
    }
}
