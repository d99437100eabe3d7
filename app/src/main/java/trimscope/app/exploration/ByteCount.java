package trimscope.app.exploration;

import java.util.Locale;

/** Numbers of bytes as people read them. */
public final class ByteCount {
    private ByteCount() {}

    /** With three significant digits or so, such as {@code 1.61 MB}. */
    public static String format(double bytes) {
        if (bytes < 1e6) {
            return String.format(Locale.ROOT, "%.0f kB", bytes / 1e3);
        }
        return bytes < 1e9
                ? String.format(Locale.ROOT, "%.2f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
    }
}
