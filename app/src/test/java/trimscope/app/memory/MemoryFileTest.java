package trimscope.app.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trimscope.app.exploration.CompareMode;
import trimscope.core.overlay.ColorTable;

class MemoryFileTest {
    private static final Remembered LEFT = new Remembered(
            true,
            true,
            false,
            Optional.of(new Remembered.Place(10, 20.5, 1300, 800)),
            List.of(0.125, 0.75),
            25,
            ColorTable.MAGMA,
            CompareMode.DIFFERENCE,
            List.of(Path.of("first model"), Path.of("second")));

    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        MemoryFile file = new MemoryFile(folder.resolve("new").resolve("window.properties"));
        assertEquals(Remembered.NOTHING, file.read());
        file.write(LEFT);
        assertEquals(LEFT, file.read());
        file.write(Remembered.NOTHING);
        assertEquals(Remembered.NOTHING, file.read());
        file.delete();
        assertEquals(Remembered.NOTHING, file.read());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keepPercent=0",
                "keepPercent=many",
                "colours=JET",
                "comparing=BLINK",
                "dividers=0.5 2.0",
                "dividers=NaN",
                "window=1 2 3",
                "window=0 0 -5 Infinity",
                "theme=\\u00"
            })
    void damageIsToldInOneSentence(String line) throws IOException {
        Path path = folder.resolve("window.properties");
        Files.writeString(path, line);
        IOException told = assertThrows(IOException.class, () -> new MemoryFile(path).read());
        assertTrue(String.valueOf(told.getMessage()).contains(path.toString()));
        assertFalse(String.valueOf(told.getMessage()).contains("\n"));
    }
}
