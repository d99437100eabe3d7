package trimscope.core.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
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
                            + VERSION + " (pip install torch==" + VERSION + ").");
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

    /** Lets the engine use these. Must run before anything of the engine is called. */
    public void use() {
        Properties properties = System.getProperties();
        properties.setProperty(PATH_PROPERTY, folder.toAbsolutePath().toString());
        properties.setProperty(VERSION_PROPERTY, version);
        properties.setProperty(FLAVOR_PROPERTY, cuda ? CUDA_FLAVOR : "cpu");
    }

    /** Whether the user told DJL itself where libraries are. */
    static boolean isNamedFromOutside() {
        return System.getenv(PATH_PROPERTY) != null || System.getProperty(PATH_PROPERTY) != null;
    }

    /** What the engine was told to use, for a report. */
    public static String current() {
        String folder = Optional.ofNullable(System.getenv(PATH_PROPERTY))
                .orElseGet(() -> System.getProperty(PATH_PROPERTY, ""));
        return folder.isEmpty() ? "the program's own, for the CPU" : folder;
    }
}
