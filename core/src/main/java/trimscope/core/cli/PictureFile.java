package trimscope.core.cli;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A PNG file to be written, whole or not at all. */
final class PictureFile {
    private final OutputFile file;

    /** @param file an existing file is replaced */
    PictureFile(Path file) {
        this.file = new OutputFile(file);
    }

    /**
     * Looks whether the file can be written as far as that can be known, so that nobody waits for an answer in vain.
     *
     * @param source the picture that is asked about, which must not be overwritten
     */
    void check(Path source) throws CommandFailure {
        file.check(source);
    }

    void write(BufferedImage picture) throws CommandFailure {
        file.write(encoded(picture));
    }

    private static byte[] encoded(BufferedImage picture) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // Left to itself, ImageIO would keep a file of its own for this.
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(picture, "png", out)) {
                throw new IllegalStateException("every Java runtime writes PNG");
            }
        } catch (IOException e) {
            throw new IllegalStateException("nothing but memory is written", e);
        }
        return bytes.toByteArray();
    }
}
