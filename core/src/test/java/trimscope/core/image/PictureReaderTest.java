package trimscope.core.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import trimscope.core.checkpoint.PreprocessorConfig;

/** Every format against what Pillow sees in the same file; {@code make_pictures.py} made both. */
class PictureReaderTest {
    private static final Path PICTURES = Path.of("src/test/resources/pictures");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvFileSource(resources = "/pictures/expected.csv")
    void readsWhatPillowReads(String file, int width, int height, long checksum) throws Exception {
        Picture fromFile = PictureReader.read(PICTURES.resolve(file));
        assertEquals(width + " × " + height, fromFile.width() + " × " + fromFile.height());
        assertEquals(checksum, checksum(fromFile));
        try (InputStream in = Files.newInputStream(PICTURES.resolve(file))) {
            assertEquals(checksum, checksum(PictureReader.read(in, file)));
        }
    }

    @Test
    void takesTheHighByteOfSixteenBitGrey() throws Exception {
        Picture grey = PictureReader.read(PICTURES.resolve("grey-16.png"));
        BufferedImage stored = ImageIO.read(PICTURES.resolve("grey-16.png").toFile());
        for (int y = 0; y < grey.height(); y++) {
            for (int x = 0; x < grey.width(); x++) {
                assertEquals((stored.getRaster().getSample(x, y, 0) >> 8) * 0x010101, grey.rgb(x, y));
            }
        }
    }

    @Test
    void lossyWebpIsCloseToItsOriginal() throws Exception {
        byte[] original = PictureReader.read(PICTURES.resolve("rgb.png")).bytes();
        byte[] lossy = PictureReader.read(PICTURES.resolve("lossy.webp")).bytes();
        double mean = IntStream.range(0, original.length)
                .map(i -> Math.abs((original[i] & 0xFF) - (lossy[i] & 0xFF)))
                .average()
                .orElseThrow();
        assertTrue(mean < 6, () -> "found " + mean);
    }

    @Test
    void aGifFrameLiesWhereItBelongsOnItsScreen() throws Exception {
        byte[] gif = Files.readAllBytes(PICTURES.resolve("indexed.gif"));
        int frame = indexOfFrame(gif);
        gif[6] = 60;
        gif[8] = 50;
        gif[frame + 1] = 7;
        gif[frame + 3] = 9;
        Path moved = Files.write(folder.resolve("moved.gif"), gif);
        Picture whole = PictureReader.read(PICTURES.resolve("indexed.gif"));
        Picture onScreen = PictureReader.read(moved);
        assertEquals("60 × 50", onScreen.width() + " × " + onScreen.height());
        assertEquals(0xFFFFFF, onScreen.rgb(6, 9));
        assertEquals(whole.rgb(0, 0), onScreen.rgb(7, 9));
        assertEquals(whole.rgb(46, 29), onScreen.rgb(53, 38));
        assertEquals(0xFFFFFF, onScreen.rgb(54, 38));
    }

    @Test
    void theNameOfAFileDoesNotMatter() throws Exception {
        Path misnamed = Files.copy(PICTURES.resolve("baseline.jpg"), folder.resolve("really a jpeg.png"));
        assertEquals(47, PictureReader.read(misnamed).width());
    }

    @Test
    void readsFromAnArchive() throws Exception {
        Path archive = folder.resolve("pictures.zip");
        try (FileSystem zip =
                FileSystems.newFileSystem(URI.create("jar:" + archive.toUri()), Map.of("create", "true"))) {
            Path inside = Files.copy(PICTURES.resolve("rgb.png"), zip.getPath("/rgb.png"));
            assertEquals(47, PictureReader.read(inside).width());
        }
    }

    @Test
    void otherClassLoadersDoNotHideTheReaders() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try {
            assertEquals(
                    47, PictureReader.read(PICTURES.resolve("lossless.webp")).width());
            assertEquals(47, PictureReader.read(PICTURES.resolve("cmyk.jpg")).width());
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void aPictureOfFortyEightMegapixelsIsReadAndTiled() throws Exception {
        for (String type : List.of("jpg", "png")) {
            Path file = folder.resolve("large." + type);
            writeLarge(8000, 6000, file, type);
            Picture picture = PictureReader.read(file);
            assertEquals("8000 × 6000", picture.width() + " × " + picture.height());
            TiledImage tiled = TiledImage.of(
                    picture,
                    new PreprocessorConfig(560, 4, List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5), 1 / 255.0),
                    14);
            assertEquals(new TileArrangement(2, 2, 6, 840, 1120), tiled.arrangement());
        }
    }

    private static void writeLarge(int width, int height, Path file, String type) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D g = image.createGraphics();
        g.setPaint(new GradientPaint(0, 0, Color.RED, width, height, Color.BLUE));
        g.fillRect(0, 0, width, height);
        g.dispose();
        assertTrue(ImageIO.write(image, type, file.toFile()));
    }

    private static int indexOfFrame(byte[] gif) {
        int at = 13 + 3 * (2 << (gif[10] & 7));
        while (gif[at] != ',') {
            at++;
        }
        return at;
    }

    private static long checksum(Picture picture) {
        CRC32 crc = new CRC32();
        crc.update(picture.bytes());
        return crc.getValue();
    }
}
