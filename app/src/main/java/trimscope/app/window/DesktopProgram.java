package trimscope.app.window;

import java.nio.file.Path;
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
        MainWindow window = new MainWindow(new Exploration(worker), stage);
        window.show();
        getParameters().getUnnamed().forEach(file -> window.open(Path.of(file)));
    }

    @Override
    public void stop() {
        worker.close();
        inference.shutdown();
    }
}
