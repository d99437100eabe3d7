package trimscope.core.image;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.stream.ImageInputStream;

/**
 * Embedded colour profiles, which the reference ignores but the decoders of JPEG and WebP would apply. They are taken out
 * before decoding, so that the model sees the numbers that it was trained on.
 */
final class ColourProfile {
    private static final byte[] JPEG_PROFILE = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);
    private static final int JPEG_APP2 = 0xE2;
    private static final int JPEG_START_OF_SCAN = 0xDA;
    private static final int RIFF_ICCP = 0x50434349;
    private static final int RIFF_VP8X = 0x58385056;
    private static final int RIFF_UNKNOWN = 0x20202020;
    private static final int VP8X_HAS_PROFILE = 0x20;

    private ColourProfile() {}

    /** The same picture without its profile, in memory; the given stream itself for formats without this question. */
    static ImageInputStream remove(ImageInputStream in, PictureFormat format) throws IOException {
        if (format != PictureFormat.JPEG && format != PictureFormat.WEBP) {
            return in;
        }
        byte[] file = new byte[Math.toIntExact(in.length())];
        in.seek(0);
        in.readFully(file);
        return new ByteArrayImageInputStream(format == PictureFormat.JPEG ? fromJpeg(file) : fromWebp(file));
    }

    /** Leaves out the segments with parts of a profile; what follows the first odd segment is for the decoder to judge. */
    private static byte[] fromJpeg(byte[] file) {
        ByteBuffer out = ByteBuffer.allocate(file.length);
        int at = 2;
        out.put(file, 0, at);
        while (at + 4 <= file.length && (file[at] & 0xFF) == 0xFF && (file[at + 1] & 0xFF) != JPEG_START_OF_SCAN) {
            int marker = file[at + 1] & 0xFF;
            int length = 2 + ((file[at + 2] & 0xFF) << 8 | (file[at + 3] & 0xFF));
            if (marker == 0xFF || at + length > file.length) {
                break;
            }
            boolean profile = marker == JPEG_APP2 && startsWith(file, at + 4, JPEG_PROFILE);
            if (!profile) {
                out.put(file, at, length);
            }
            at += length;
        }
        out.put(file, at, file.length - at);
        return Arrays.copyOf(out.array(), out.position());
    }

    private static boolean startsWith(byte[] file, int at, byte[] prefix) {
        return at + prefix.length <= file.length
                && Arrays.equals(file, at, at + prefix.length, prefix, 0, prefix.length);
    }

    /** Renames the chunk with the profile and withdraws its announcement, in place. */
    private static byte[] fromWebp(byte[] file) {
        ByteBuffer chunks = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        long at = 12;
        while (at + 9 <= file.length) {
            int here = (int) at;
            int type = chunks.getInt(here);
            if (type == RIFF_ICCP) {
                chunks.putInt(here, RIFF_UNKNOWN);
            } else if (type == RIFF_VP8X) {
                file[here + 8] &= ~VP8X_HAS_PROFILE;
            }
            long length = chunks.getInt(here + 4) & 0xFFFFFFFFL;
            at += 8 + length + (length & 1);
        }
        return file;
    }
}
