package trimscope.core.image;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads PNG, JPEG, WebP, BMP and GIF (the first frame) into upright pictures over white.
 *
 * <p>Whatever is wrong with a file becomes one {@link PictureException}. The size is taken from the header and checked
 * before there is memory for pixels. No temporary file is made.
 */
public final class PictureReader {
    /** The largest picture that is read, in pixels. */
    public static final long MAX_PIXELS = 50_000_000;

    /** No picture of that many pixels needs more, even with 16 bits a sample and no compression. */
    private static final int MAX_BYTES = 512 << 20;

    private PictureReader() {}

    /** Reads a file. */
    public static Picture read(Path file) throws PictureException {
        String name = file.toString();
        if (Files.isDirectory(file)) {
            throw new PictureException(name + ": expected a picture file, found a folder");
        }
        if (!Files.exists(file)) {
            throw new PictureException(name + ": expected a picture file, found nothing there");
        }
        if (!Files.isRegularFile(file)) {
            throw new PictureException(name + ": expected a picture file, found a device or pipe");
        }
        if (file.getFileSystem() != FileSystems.getDefault()) {
            return readWhole(file, name);
        }
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            return read(in, name);
        } catch (IOException e) {
            throw unreadable(name, e);
        } catch (OutOfMemoryError e) {
            throw tooLittleMemory(name, e);
        }
    }

    /** Image I/O has no streams over archives and the like. */
    private static Picture readWhole(Path file, String name) throws PictureException {
        try (InputStream stream = Files.newInputStream(file)) {
            return read(stream, name);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /**
     * Reads a stream to its end; the caller closes it.
     *
     * @param name what messages call the picture
     */
    public static Picture read(InputStream stream, String name) throws PictureException {
        try (ImageInputStream in = new ByteArrayImageInputStream(stream.readNBytes(MAX_BYTES + 1))) {
            return read(in, name);
        } catch (IOException e) {
            throw unreadable(name, e);
        } catch (OutOfMemoryError e) {
            throw tooLittleMemory(name, e);
        }
    }

    private static Picture read(ImageInputStream in, String name) throws IOException, PictureException {
        PictureFormat format = format(in, name);
        try {
            PictureStructure.check(in, format, name);
            return new PictureDecoder(in, format, name).decode();
        } catch (EOFException e) {
            throw PictureException.damaged(name, format, "a file that ends too early", e);
        } catch (IOException | RuntimeException e) {
            // Decoders stumble over damage in every way there is, unchecked exceptions among them.
            throw PictureException.damaged(name, format, "data that cannot be decoded", e);
        }
    }

    private static PictureFormat format(ImageInputStream in, String name) throws IOException, PictureException {
        if (in.length() > MAX_BYTES) {
            throw new PictureException(name + ": expected a picture of at most " + MAX_PIXELS / 1_000_000
                    + " megapixels, found a file of more than " + (MAX_BYTES >> 20) + " MiB");
        }
        byte[] head = new byte[PictureFormat.SIGNATURE_LENGTH];
        int length = Math.max(in.read(head), 0);
        byte[] start = Arrays.copyOf(head, length);
        return PictureFormat.of(start)
                .orElseThrow(() -> new PictureException(name
                        + ": expected a PNG, JPEG, WebP, BMP or GIF picture, found " + PictureFormat.describe(start)));
    }

    private static PictureException unreadable(String name, IOException cause) {
        return new PictureException(name + ": the file cannot be read from its disk or stream", cause);
    }

    private static PictureException tooLittleMemory(String name, OutOfMemoryError cause) {
        return new PictureException(name + ": the picture is too large for the memory that is left", cause);
    }
}
