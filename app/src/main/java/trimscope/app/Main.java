package trimscope.app;

import java.util.List;
import java.util.Locale;
import javafx.application.Application;
import trimscope.app.window.DesktopProgram;

/** Starts the program: with a window where there is a display, else as one picture in a file. */
public final class Main {
    private static final String HEADLESS = "--headless";

    private Main() {}

    public static void main(String[] args) {
        // Before anything of DJL is loaded: it would report its use on some clouds and look for downloads.
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.offline", "true");
        List<String> arguments = List.of(args);
        if (arguments.contains(HEADLESS) || !hasDisplay()) {
            return;
        }
        Application.launch(DesktopProgram.class, args);
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
