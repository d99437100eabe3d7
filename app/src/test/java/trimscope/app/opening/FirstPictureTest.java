package trimscope.app.opening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstPictureTest {
    @Test
    void writesThePictureAndSaysSo(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("trimscope.png");
        String sentence = FirstPicture.write(file);
        assertTrue(sentence.contains("There is a sunflower at the center."), sentence);
        assertTrue(sentence.contains(file.toString()), sentence);
        assertTrue(ImageIO.read(file.toFile()).getWidth() > 400);
    }

    @Test
    void whatCannotBeWrittenIsOneSentenceAndLeavesNothing(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("missing").resolve("trimscope.png");
        IOException failure = assertThrows(IOException.class, () -> FirstPicture.write(file));
        assertEquals(file + " cannot be written.", failure.getMessage());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }
}
