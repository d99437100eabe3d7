package trimscope.core.device;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.WString;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder with PyTorch's native libraries, to be used in place of the CPU libraries that the program carries. The engine binds its
 * libraries once in a process, so this is decided before anything of it is called ({@code docs/decisions/gpu-libraries.md}).
 *
 * @param folder holds {@code libtorch.so} and what belongs to it
 * @param version of PyTorch, such as {@code 2.7.1}
 * @param cuda whether they can compute on NVIDIA GPUs
 */
public record EngineLibraries(Path folder, String version, boolean cuda) {
    /** The only version that the program's binding fits. */
    public static final String VERSION = "2.7.1";

    /**
     * How a person gets them with Python; a half-sentence. The version of CUDA is said, since what an installer takes by itself is for
     * the CPU on Windows and lacks the newest GPUs on Linux.
     */
    public static final String ADVICE = "install torch " + VERSION + " for CUDA 12.8 (pytorch.org tells how)";

    /** System properties that DJL reads; it prefers environment variables of the same names. */
    private static final String PATH_PROPERTY = "PYTORCH_LIBRARY_PATH";

    private static final String VERSION_PROPERTY = "PYTORCH_VERSION";
    private static final String FLAVOR_PROPERTY = "PYTORCH_FLAVOR";
    /** The binding for CUDA that DJL carries; it calls PyTorch only, so that the minor version of CUDA does not matter. */
    static final String CUDA_FLAVOR = "cu128";

    private static final Pattern VERSION_LINE =
            Pattern.compile("(?m)^(?:__version__ = ')?(\\d+\\.\\d+\\.\\d+)(?:\\+([\\w.]+))?");

    /**
     * The libraries in a folder: {@code torch/lib} of a Python installation, {@code lib} of a libtorch distribution, or the folder
     * above either.
     *
     * @throws DeviceException if there are none, or of another version
     */
    public static EngineLibraries in(Path chosen) throws DeviceException {
        for (Path folder :
                List.of(chosen, chosen.resolve("lib"), chosen.resolve("torch").resolve("lib"))) {
            if (Files.isRegularFile(folder.resolve(System.mapLibraryName("torch")))) {
                EngineLibraries found = read(folder);
                if (!found.version.equals(VERSION)) {
                    throw new DeviceException(folder + ": holds PyTorch " + found.version + ", but this program needs "
                            + VERSION + ": " + ADVICE + ".");
                }
                return found;
            }
        }
        throw new DeviceException(chosen + ": holds no " + System.mapLibraryName("torch")
                + "; name the folder torch/lib of a Python installation with torch " + VERSION + ".");
    }

    private static EngineLibraries read(Path folder) {
        Path above = folder.toAbsolutePath().getParent();
        String version = "an unknown version";
        if (above != null) {
            for (String file : List.of("version.py", "build-version")) {
                Optional<String> found = version(above.resolve(file));
                if (found.isPresent()) {
                    version = found.get();
                    break;
                }
            }
        }
        return new EngineLibraries(folder, version, Files.exists(folder.resolve(System.mapLibraryName("torch_cuda"))));
    }

    private static Optional<String> version(Path file) {
        try {
            Matcher line = VERSION_LINE.matcher(Files.isReadable(file) ? Files.readString(file) : "");
            return line.find() ? Optional.of(line.group(1)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Lets the engine use these. Must run before anything of the engine is called.
     *
     * @throws DeviceException if an environment variable, which the engine prefers, says something else
     */
    public void use() throws DeviceException {
        String path = folder.toAbsolutePath().toString();
        Map<String, String> wanted = new LinkedHashMap<>();
        wanted.put(PATH_PROPERTY, path);
        wanted.put(VERSION_PROPERTY, version);
        wanted.put(FLAVOR_PROPERTY, cuda ? CUDA_FLAVOR : "cpu");
        for (Map.Entry<String, String> each : wanted.entrySet()) {
            String variable = System.getenv(each.getKey());
            if (variable != null && !isSame(variable, each.getValue())) {
                throw new DeviceException("The environment variable " + each.getKey() + " is '" + variable
                        + "', which the engine prefers, but the libraries in " + folder + " need '" + each.getValue()
                        + "': unset it, or set it to that.");
            }
        }
        wanted.forEach(System::setProperty);
        if (Platform.isWindows()) {
            Native.load("kernel32", WindowsLoader.class).SetDllDirectoryW(new WString(path));
        }
    }

    /** Whether two texts say the same; paths are spelled in several ways. */
    private static boolean isSame(String told, String wanted) {
        return told.equals(wanted) || new File(told).getAbsoluteFile().equals(new File(wanted));
    }

    /** Whether the user told DJL itself where libraries are. */
    static boolean isNamedFromOutside() {
        return told(PATH_PROPERTY).isPresent();
    }

    /**
     * The libraries that the user told DJL itself, so that {@link #use()} can complete what DJL needs to know of them: by itself it
     * looks for a binding that it does not carry. Empty if none are named, or if their flavor is told as well.
     *
     * @throws DeviceException if there are none, or of another version
     */
    static Optional<EngineLibraries> namedFromOutside() throws DeviceException {
        Optional<String> named = told(PATH_PROPERTY);
        if (named.isEmpty() || told(FLAVOR_PROPERTY).isPresent()) {
            return Optional.empty();
        }
        try {
            return Optional.of(in(Path.of(named.get())));
        } catch (InvalidPathException e) {
            throw new DeviceException(PATH_PROPERTY + " names no folder: " + named.get() + ".");
        } catch (DeviceException e) {
            throw new DeviceException(PATH_PROPERTY + " names " + e.getMessage());
        }
    }

    /** What DJL will read: an environment variable, even an empty one, counts before the system property. */
    private static Optional<String> told(String name) {
        return Optional.ofNullable(System.getenv(name))
                .or(() -> Optional.ofNullable(System.getProperty(name)))
                .filter(text -> !text.isBlank());
    }

    /** What the engine was told to use, for a report. */
    public static String current() {
        return told(PATH_PROPERTY).orElse("the program's own, for the CPU");
    }
}
