package trimscope.app.window;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import javafx.stage.Window;
import trimscope.app.models.ModelSheet;
import trimscope.core.catalog.HubCache;
import trimscope.core.device.ComputeDevice;
import trimscope.core.device.CudaSupport;

/**
 * What the window finds outside of itself.
 *
 * @param hub downloaded models
 * @param bound the device whose libraries this process has loaded
 * @param cuda GPUs and their libraries
 * @param background runs what takes longer than a frame and is no work of the model
 * @param restart starts the program again on another device
 */
record Surroundings(
        Dialogues dialogues,
        HubCache hub,
        ComputeDevice bound,
        CudaSupport cuda,
        Executor background,
        ModelSheet.RestartOnDevice restart) {
    /** Dialogues above a window, this user's files, a thread of its own. */
    static Surroundings of(Window window, ComputeDevice bound, ModelSheet.RestartOnDevice restart) {
        return new Surroundings(
                Dialogues.above(window),
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
