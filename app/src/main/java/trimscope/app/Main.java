package trimscope.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.application.Application;
import trimscope.app.opening.FirstPicture;
import trimscope.app.window.DesktopProgram;
import trimscope.core.device.ComputeDevice;
import trimscope.core.device.CudaSupport;
import trimscope.core.device.DeviceException;

/** Starts the program: with a window where there is a display, else as one picture in a file. */
public final class Main {
    private static final String HEADLESS = "--headless";
    private static final Path DEFAULT_FILE = Path.of("trimscope.png");

    private Main() {}

    /** Takes pictures to open and {@code --fresh} to start as at the first time, or {@code --headless FILE}, or nothing. */
    public static void main(String[] args) {
        Optional<Path> file = headlessFile(List.of(args));
        if (file.isPresent() || !hasDisplay() || !opensWindow(args)) {
            System.exit(writePicture(file));
        }
    }

    /** Returns when the window is closed; false if the display that is announced cannot be reached. */
    private static boolean opensWindow(String[] args) {
        try {
            Application.launch(DesktopProgram.class, args);
            return true;
        } catch (UnsupportedOperationException e) {
            return false;
        }
    }

    private static int writePicture(Optional<Path> wanted) {
        String why = wanted.isPresent() ? "" : "There is no display for a window. ";
        try {
            CudaSupport.ofMachine().prepare(ComputeDevice.CPU, Optional.empty());
            System.out.println(why + FirstPicture.write(wanted.orElse(DEFAULT_FILE)));
            return 0;
        } catch (IOException | DeviceException e) {
            System.err.println(why + e.getMessage());
            return 1;
        }
    }

    private static Optional<Path> headlessFile(List<String> arguments) {
        int at = arguments.indexOf(HEADLESS);
        if (at < 0) {
            return Optional.empty();
        }
        return Optional.of(at + 1 < arguments.size() ? Path.of(arguments.get(at + 1)) : DEFAULT_FILE);
    }

    private static boolean hasDisplay() {
        boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
        return !linux || isSet("DISPLAY") || isSet("WAYLAND_DISPLAY");
    }

    private static boolean isSet(String variable) {
        String value = System.getenv(variable);
        return value != null && !value.isBlank();
    }
}
