package trimscope.core.file;

import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where this program may keep files that it can make again. */
public final class CacheFolder {
    /** System property that names another folder. */
    public static final String PROPERTY = "trimscope.cache";

    private static final String NAME = "trimscope";

    private CacheFolder() {}

    /** The folder of this user on this system; it need not exist yet. */
    public static Path current() {
        return of(
                System.getProperty(PROPERTY),
                System.getProperty("os.name", ""),
                Path.of(System.getProperty("user.home", ".")),
                System::getenv);
    }

    /**
     * The folder by the custom of each system.
     *
     * @param chosen value of {@link #PROPERTY}, if set
     * @param system name of the operating system as in {@code os.name}
     * @param environment environment variable to its value or null
     */
    static Path of(@Nullable String chosen, String system, Path home, UnaryOperator<@Nullable String> environment) {
        if (chosen != null && !chosen.isBlank()) {
            return Path.of(chosen);
        }
        String lower = system.toLowerCase(Locale.ROOT);
        if (lower.startsWith("windows")) {
            return among(
                    environment.apply("LOCALAPPDATA"), home.resolve("AppData").resolve("Local"));
        }
        if (lower.startsWith("mac")) {
            return home.resolve("Library").resolve("Caches").resolve(NAME);
        }
        return among(environment.apply("XDG_CACHE_HOME"), home.resolve(".cache"));
    }

    /** The XDG rules say that a relative path is to be ignored. */
    private static Path among(@Nullable String folder, Path otherwise) {
        boolean usable = folder != null && Path.of(folder).isAbsolute();
        return (usable ? Path.of(folder) : otherwise).resolve(NAME);
    }
}
