package trimscope.app.window;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import trimscope.app.exploration.Exploration;
import trimscope.app.inference.InferenceWorker;

/** The program with a window. JavaFX creates it, so this is where the wiring begins. */
public final class DesktopProgram extends Application {
    private final ExecutorService inference = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "inference");
        thread.setDaemon(true);
        return thread;
    });
    private final InferenceWorker worker = new InferenceWorker(inference, Platform::runLater);

    @Override
    public void start(Stage stage) {
        new MainWindow(new Exploration(worker), stage).show();
    }

    @Override
    public void stop() {
        worker.close();
        inference.shutdown();
    }
}
