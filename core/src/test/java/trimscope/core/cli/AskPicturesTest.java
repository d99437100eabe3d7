package trimscope.core.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskPicturesTest {
    private static final String PICTURE = Run.picture("scene-02.png");

    @TempDir
    private Path folder;

    @Test
    void heatmapAndVeilAreWritten() throws IOException {
        Run.of(
                        "ask",
                        "--image",
                        PICTURE,
                        "--ratio",
                        "0.1",
                        "--heatmap",
                        folder.resolve("map.png").toString(),
                        "--token",
                        "donut",
                        "--layer",
                        "2,4",
                        "--head",
                        "0",
                        "--veil",
                        folder.resolve("veil.png").toString(),
                        "Where's the donut?")
                .assertSuccess();
        assertEquals(Set.of("map.png", "veil.png"), names());
        BufferedImage original = ImageIO.read(Path.of(PICTURE).toFile());
        BufferedImage map = ImageIO.read(folder.resolve("map.png").toFile());
        BufferedImage veil = ImageIO.read(folder.resolve("veil.png").toFile());
        assertTrue(map.getWidth() >= original.getWidth() && map.getHeight() >= original.getHeight());
        assertTrue(veil.getWidth() >= original.getWidth() && veil.getHeight() >= original.getHeight());
        assertFalse(Arrays.equals(pixels(map), pixels(veil)));
    }

    @Test
    void anotherTokenGivesAnotherMapAndReplacesTheFile() throws IOException {
        String out = folder.resolve("map.png").toString();
        Files.writeString(folder.resolve("map.png"), "an older file");
        Run.of("ask", "--image", PICTURE, "--heatmap", out, "--token", "1", "Where's the donut?")
                .assertSuccess();
        int[] first = pixels(ImageIO.read(folder.resolve("map.png").toFile()));
        Run.of("ask", "--image", PICTURE, "--heatmap", out, "Where's the donut?")
                .assertSuccess();
        assertFalse(Arrays.equals(
                first, pixels(ImageIO.read(folder.resolve("map.png").toFile()))));
        assertEquals(Set.of("map.png"), names());
    }

    @Test
    void withoutTrimmingTheVeilHidesNothing() throws IOException {
        String out = folder.resolve("veil.png").toString();
        Run.of("ask", "--image", PICTURE, "--veil", out, "Where's the donut?").assertSuccess();
        assertEquals(Set.of("veil.png"), names());
    }

    private Set<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
