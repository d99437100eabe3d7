package trimscope.app.window;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import trimscope.app.exploration.Exploration;
import trimscope.app.exploration.Notice;
import trimscope.core.device.ComputeDevice;

/** Starts the program again as it was started, on another device and with a model of choice. */
final class Restart {
    private static final String DEVICE = "--device=";
    private static final String MODEL = "--model=";

    private Restart() {}

    /** Ends this process once the next one has begun; tells the command where the system does not say how it was started. */
    static void now(Exploration exploration, ComputeDevice device, String folder) {
        ProcessHandle.Info info = ProcessHandle.current().info();
        Optional<List<String>> command = info.command()
                .flatMap(java -> info.arguments().map(arguments -> command(java, List.of(arguments), device, folder)));
        try {
            if (command.isPresent()) {
                new ProcessBuilder(command.get()).inheritIO().start();
                Platform.exit();
                return;
            }
        } catch (IOException e) {
            exploration.tell(new Notice(Notice.Level.ERROR, "The program cannot be started again: " + e.getMessage()));
        }
        exploration.tell(new Notice(
                Notice.Level.HINT,
                "To change the device, start TrimScope with " + DEVICE + device.name() + " " + MODEL + folder));
    }

    /** The same arguments with another device and model. */
    static List<String> command(String java, List<String> arguments, ComputeDevice device, String folder) {
        List<String> command = new ArrayList<>(List.of(java));
        arguments.stream()
                .filter(each -> !each.startsWith(DEVICE) && !each.startsWith(MODEL))
                .forEach(command::add);
        command.add(DEVICE + device.name());
        command.add(MODEL + folder);
        return command;
    }
}
