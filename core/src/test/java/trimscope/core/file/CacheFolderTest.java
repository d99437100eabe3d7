package trimscope.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheFolderTest {
    private static final Path HOME = Path.of("").toAbsolutePath().resolve("home");
    private static final String OTHER = HOME.resolveSibling("other").toString();

    @Test
    void eachSystemHasItsCustom() {
        assertEquals(HOME.resolve(".cache/trimscope"), folder("Linux", Map.of()));
        assertEquals(HOME.resolve("Library/Caches/trimscope"), folder("Mac OS X", Map.of()));
        assertEquals(HOME.resolve("AppData/Local/trimscope"), folder("Windows 11", Map.of()));
    }

    @Test
    void theEnvironmentMovesIt() {
        assertEquals(Path.of(OTHER, "trimscope"), folder("Linux", Map.of("XDG_CACHE_HOME", OTHER)));
        assertEquals(Path.of(OTHER, "trimscope"), folder("Windows 10", Map.of("LOCALAPPDATA", OTHER)));
        assertEquals(HOME.resolve(".cache/trimscope"), folder("Linux", Map.of("XDG_CACHE_HOME", "relative")));
    }

    @Test
    void thePropertyGoesFirst() {
        assertEquals(Path.of("here"), CacheFolder.of("here", "Linux", HOME, Map.of("XDG_CACHE_HOME", OTHER)::get));
    }

    private static Path folder(String system, Map<String, String> environment) {
        return CacheFolder.of(null, system, HOME, environment::get);
    }
}
