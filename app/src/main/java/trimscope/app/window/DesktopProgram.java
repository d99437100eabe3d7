package trimscope.app.window;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import trimscope.app.exploration.Exploration;
import trimscope.app.inference.InferenceWorker;
import trimscope.app.memory.MemoryFile;

/** The program with a window. JavaFX creates it, so this is where the wiring begins. */
public final class DesktopProgram extends Application {
    private static final String FRESH = "--fresh";

    private final ExecutorService inference = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "inference");
        thread.setDaemon(true);
        return thread;
    });
    private final InferenceWorker worker = new InferenceWorker(inference, Platform::runLater);

    @Override
    public void start(Stage stage) {
        MainWindow window = new MainWindow(new Exploration(worker), stage, memory());
        window.show();
        getParameters().getUnnamed().stream()
                .filter(argument -> !argument.equals(FRESH))
                .forEach(file -> window.open(Path.of(file)));
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
