package trimscope.core.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.zip.CRC32;
import javax.imageio.stream.ImageInputStream;

/**
 * What can be checked in a picture file without decoding it: the size in its header, and whether the file is whole where
 * decoders do not look.
 */
final class PictureStructure {
    private static final int PNG_SIGNATURE_LENGTH = 8;
    private static final int PNG_END = 0x49454E44;

    private PictureStructure() {}

    /** Goes through the file and leaves the stream at its beginning. */
    static void check(ImageInputStream in, PictureFormat format, String name) throws IOException, PictureException {
        switch (format) {
            case PNG -> {
                in.setByteOrder(ByteOrder.BIG_ENDIAN);
                in.seek(16);
                checkSize(in.readUnsignedInt(), in.readUnsignedInt(), name);
                checkChunks(in, name);
            }
            case GIF -> {
                in.setByteOrder(ByteOrder.LITTLE_ENDIAN);
                in.seek(6);
                checkSize(in.readUnsignedShort(), in.readUnsignedShort(), name);
            }
            case BMP -> checkBmp(in, name);
            case WEBP -> {
                in.setByteOrder(ByteOrder.LITTLE_ENDIAN);
                in.seek(4);
                if (in.readUnsignedInt() + 8 > in.length()) {
                    throw new EOFException("RIFF length");
                }
            }
            case JPEG -> {
                // The decoder reads the header by itself and reports a missing end.
            }
        }
        in.setByteOrder(ByteOrder.BIG_ENDIAN);
        in.seek(0);
    }

    /** Refuses pictures without pixels and pictures with too many. */
    static void checkSize(long width, long height, String name) throws PictureException {
        String found = ", found " + width + " × " + height;
        if (width < 1 || height < 1) {
            throw new PictureException(name + ": expected a picture with at least one pixel" + found);
        }
        // Divided, since the product of two header fields may not fit a long.
        if (width > PictureReader.MAX_PIXELS / height) {
            throw new PictureException(name + ": expected a picture of at most " + PictureReader.MAX_PIXELS / 1_000_000
                    + " megapixels" + found);
        }
    }

    private static void checkBmp(ImageInputStream in, String name) throws IOException, PictureException {
        in.setByteOrder(ByteOrder.LITTLE_ENDIAN);
        in.seek(14);
        boolean old = in.readUnsignedInt() == 12;
        long width = old ? in.readUnsignedShort() : in.readInt();
        long height = old ? in.readUnsignedShort() : in.readInt();
        // A negative height means that the rows run from the top.
        checkSize(width, Math.abs(height), name);
    }

    /** Chunk after chunk to the end chunk: the JDK's decoder neither compares checksums nor misses an end. */
    private static void checkChunks(ImageInputStream in, String name) throws IOException, PictureException {
        in.seek(PNG_SIGNATURE_LENGTH);
        byte[] buffer = new byte[1 << 16];
        int type = 0;
        while (type != PNG_END) {
            long length = in.readUnsignedInt();
            if (length > in.length() - in.getStreamPosition()) {
                throw new EOFException("PNG chunk length");
            }
            CRC32 checksum = new CRC32();
            type = in.readInt();
            for (int shift = 24; shift >= 0; shift -= 8) {
                checksum.update(type >> shift);
            }
            for (long left = length; left > 0; ) {
                int part = (int) Math.min(left, buffer.length);
                in.readFully(buffer, 0, part);
                checksum.update(buffer, 0, part);
                left -= part;
            }
            if (in.readUnsignedInt() != checksum.getValue() && isCritical(type)) {
                throw PictureException.damaged(name, PictureFormat.PNG, "a wrong checksum", null);
            }
        }
    }

    /** Chunks whose name begins with a capital letter are needed to show the picture. */
    private static boolean isCritical(int type) {
        return (type >>> 24 & 0x20) == 0;
    }
}
