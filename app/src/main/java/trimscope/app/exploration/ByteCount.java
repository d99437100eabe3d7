package trimscope.app.exploration;

import java.util.Locale;

/** Numbers of bytes as people read them. */
public final class ByteCount {
    private ByteCount() {}

    private static String digits(double number) {
        return String.format(Locale.ROOT, number < 10 ? "%.2f" : number < 100 ? "%.1f" : "%.0f", number);
    }

    /** With three significant digits, such as {@code 1.61 MB}. */
    public static String format(double bytes) {
        if (bytes < 1e6) {
            return String.format(Locale.ROOT, "%.0f kB", bytes / 1e3);
        }
        return bytes < 1e9 ? digits(bytes / 1e6) + " MB" : digits(bytes / 1e9) + " GB";
    }
}
