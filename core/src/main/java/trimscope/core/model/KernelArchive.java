package trimscope.core.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The TorchScript archive of the kernels, assembled in memory from the source in {@code kernels.py}.
 *
 * <p>An archive is a zip of stored entries: the source, two small pickles (one empty object of class {@code Kernels}, no
 * constants) and a version. The same bytes open in Python with {@code torch.jit.load}.
 */
public final class KernelArchive {
    private static final String SOURCE = "kernels.py";

    private KernelArchive() {}

    /** The archive as bytes. */
    public static byte[] bytes() {
        return bytes(source());
    }

    /** The source of the kernels. */
    static String source() {
        try (InputStream source = KernelArchive.class.getResourceAsStream(SOURCE)) {
            if (source == null) {
                throw new IllegalStateException("resource " + SOURCE + " is missing from the program");
            }
            return new String(source.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The archive of some source. */
    static byte[] bytes(String source) {
        return bytes(source, emptyObject());
    }

    /** The archive of some source with the pickle of its object. */
    static byte[] bytes(String source, byte[] object) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.setMethod(ZipOutputStream.STORED);
            add(zip, "k/data.pkl", object);
            add(zip, "k/code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
            add(zip, "k/constants.pkl", new byte[] {(byte) 0x80, 2, ')', '.'});
            add(zip, "k/version", "3\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Pickle protocol 2: a {@code Kernels} built from an empty tuple, with the state {@code {"training": False}}. */
    static byte[] emptyObject() {
        byte[] name = "training".getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0x80, 2});
        out.writeBytes("c__torch__\nKernels\n)".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(new byte[] {(byte) 0x81, '}', 'X', (byte) name.length, 0, 0, 0});
        out.writeBytes(name);
        out.writeBytes(new byte[] {(byte) 0x89, 's', 'b', '.'});
        return out.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 sum = new CRC32();
        sum.update(content);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
