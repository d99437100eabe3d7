package trimscope.core.cli;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A PNG file to be written, whole or not at all. */
final class PictureFile {
    private final Path file;

    /** @param file an existing file is replaced */
    PictureFile(Path file) {
        this.file = file.toAbsolutePath().normalize();
    }

    /**
     * Looks whether the file can be written as far as that can be known, so that nobody waits for an answer in vain.
     *
     * @param source the picture that is asked about, which must not be overwritten
     */
    void check(Path source) throws CommandFailure {
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new CommandFailure(file + ": cannot be written, there is no folder " + folder);
        }
        if (!Files.isWritable(folder)) {
            throw new CommandFailure(file + ": cannot be written, no permission to write to " + folder);
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new CommandFailure(file + ": cannot be written, there is something else of that name");
        }
        if (file.equals(source.toAbsolutePath().normalize())) {
            throw new CommandFailure(file + ": is the picture itself, choose another name");
        }
    }

    /** Writes the picture to a file beside its place, then moves it there in one step. */
    void write(BufferedImage picture) throws CommandFailure {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            byte[] png = encoded(picture);
            try {
                Files.write(part, png);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new CommandFailure(file + ": cannot be written, " + Failures.oneLine(e.getMessage()), e);
        }
    }

    private static byte[] encoded(BufferedImage picture) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // Left to itself, ImageIO would keep a file of its own for this.
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(picture, "png", out)) {
                throw new IllegalStateException("every Java runtime writes PNG");
            }
        }
        return bytes.toByteArray();
    }
}
