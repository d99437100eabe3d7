package trimscope.core.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with a picture file, the reader gives one sentence and no other exception. */
class BrokenPicturesTest {
    private static final Path PICTURES = Path.of("src/test/resources/pictures");

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("trimscope.core.image.BrokenPicture#corpus")
    void givesOneSentence(BrokenPicture broken) throws IOException {
        Path file =
                Files.write(folder.resolve(broken.name().replace(' ', '-').replace("%", "percent")), broken.bytes());
        PictureException fromFile = assertThrows(PictureException.class, () -> PictureReader.read(file));
        assertSentence(fromFile, file.toString(), broken.expectedWords());
        PictureException fromStream = assertThrows(
                PictureException.class,
                () -> PictureReader.read(new ByteArrayInputStream(broken.bytes()), broken.name()));
        assertSentence(fromStream, broken.name(), broken.expectedWords());
    }

    private static void assertSentence(PictureException e, String name, String words) {
        String sentence = String.valueOf(e.getMessage());
        assertTrue(sentence.startsWith(name + ": expected "), sentence);
        assertTrue(sentence.contains(words), sentence);
        assertFalse(sentence.contains("\n") || sentence.contains("Exception"), sentence);
    }

    @Test
    void thingsThatAreNoFiles() {
        assertTrue(failure(folder).endsWith("found a folder"));
        assertTrue(failure(folder.resolve("nowhere.png")).endsWith("found nothing there"));
    }

    @Test
    void aStreamThatFails() {
        InputStream failing = new SequenceInputStream(new ByteArrayInputStream(new byte[5]), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("pulled the plug");
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                return read();
            }
        });
        PictureException e = assertThrows(PictureException.class, () -> PictureReader.read(failing, "camera"));
        assertEquals("camera: the file cannot be read from its disk or stream", e.getMessage());
    }

    /** Damage that keeps the header: a picture or a sentence, never anything else, and no file is left behind. */
    @Test
    void randomDamage() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        Object[] before = imageIoFiles(temporary);
        Random random = new Random(5);
        int refused = 0;
        for (String file : List.of(
                "rgb.png",
                "rgba-16.png",
                "baseline.jpg",
                "exif-6.jpg",
                "cmyk.jpg",
                "profile.jpg",
                "lossless.webp",
                "profile.webp",
                "lossy.webp",
                "rgb.bmp",
                "runs.bmp",
                "indexed.gif")) {
            byte[] whole = Files.readAllBytes(PICTURES.resolve(file));
            for (int round = 0; round < 60; round++) {
                byte[] damaged = whole.clone();
                for (int i = 0; i < 5; i++) {
                    damaged[12 + random.nextInt(whole.length - 12)] = (byte) random.nextInt();
                }
                try {
                    Picture picture = PictureReader.read(new ByteArrayInputStream(damaged), file);
                    assertTrue((long) picture.width() * picture.height() <= PictureReader.MAX_PIXELS);
                } catch (PictureException e) {
                    refused++;
                }
            }
        }
        assertTrue(refused > 100, "refused " + refused);
        assertArrayEquals(before, imageIoFiles(temporary));
    }

    private static Object[] imageIoFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().startsWith("imageio"))
                    .sorted()
                    .toArray();
        }
    }

    private static String failure(Path file) {
        return String.valueOf(assertThrows(PictureException.class, () -> PictureReader.read(file))
                .getMessage());
    }
}
