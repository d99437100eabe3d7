package trimscope.core.device;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import trimscope.core.file.CacheFolder;

/**
 * Where PyTorch's libraries for CUDA can be downloaded from, and where they are kept.
 *
 * @param address of the folder with {@code files.txt}
 * @param cache folder of files that can be made again
 * @param platform as DJL spells it: {@code linux-x86_64}, {@code win-x86_64}, {@code osx-aarch64}, …
 */
public record DownloadSource(String address, Path cache, String platform) {
    /** System property that names another address with the same files. */
    public static final String PROPERTY = "trimscope.libraries.address";

    /** Where DJL publishes them ({@code ai.djl.pytorch.jni.LibUtils}). */
    static final String DJL = "https://publish.djl.ai/pytorch/" + EngineLibraries.VERSION + "/";

    private static final Set<String> WITH_CUDA = Set.of("linux-x86_64", "win-x86_64");

    /** For this user on this machine. */
    public static DownloadSource ofUser() {
        return new DownloadSource(
                System.getProperty(PROPERTY, DJL),
                CacheFolder.current(),
                platform(System.getProperty("os.name", ""), System.getProperty("os.arch", "")));
    }

    static String platform(String system, String processor) {
        String lower = system.toLowerCase(Locale.ROOT);
        String name = lower.startsWith("win") ? "win" : lower.startsWith("mac") ? "osx" : lower;
        return name + "-" + (processor.equals("amd64") ? "x86_64" : processor);
    }

    /** Whether there are libraries for CUDA for this platform. */
    public boolean isOffered() {
        return WITH_CUDA.contains(platform);
    }

    /** Where they are once they are whole: {@code lib} and {@code build-version}, as in a libtorch distribution. */
    public Path folder() {
        return cache.resolve("pytorch-" + EngineLibraries.VERSION + "-" + EngineLibraries.CUDA_FLAVOR);
    }

    /** What the list's entries for this platform begin with. */
    String prefix() {
        return EngineLibraries.CUDA_FLAVOR + "/" + platform + "/native/lib/";
    }
}
