package trimscope.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileFaultTest {
    private static final Path ELSEWHERE = Path.of("elsewhere");

    @TempDir
    Path folder;

    @Test
    void whatTheRuntimeLeavesOutIsSaid() throws IOException {
        Path file = Files.createFile(folder.resolve("a file"));
        IOException there = assertThrows(IOException.class, () -> Files.createDirectories(file));
        assertEquals(file + ": something of that name is there already", FileFault.sentence(there));
        Path missing = folder.resolve("missing");
        IOException gone = assertThrows(IOException.class, () -> Files.readString(missing));
        assertEquals(missing + ": nothing there", FileFault.sentence(gone));
        assertEquals("a.json: no permission", FileFault.sentence(new AccessDeniedException("a.json"), ELSEWHERE));
    }

    @Test
    void aReasonThatIsThereStays() {
        IOException full = new IOException("No space left on device");
        assertEquals("No space left on device", FileFault.sentence(full));
        assertEquals("elsewhere: No space left on device", FileFault.sentence(full, ELSEWHERE));
        assertEquals(
                "a: is not empty", FileFault.sentence(new AccessDeniedException("a", null, "is not empty"), ELSEWHERE));
        assertEquals("no reason given", FileFault.reason(new IOException()));
    }
}
