package trimscope.core.overlay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Colours for numbers, even in steps and in grey, and readable without full colour vision. 256 entries each. */
public enum ColorTable {
    VIRIDIS,
    MAGMA,
    INFERNO,
    CIVIDIS;

    private static final int SIZE = 256;
    private static final String RESOURCE = "color-tables.txt";

    /** Never changed and never handed out; an array, since it is read for every pixel. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final int[] entries = load(label());

    /** Opaque colour 0xFFRRGGBB of a value in 0 … 1; values beyond are drawn in. */
    public int argb(double value) {
        // The cast makes 0 of NaN.
        return entries[Math.min(Math.max((int) (value * SIZE), 0), SIZE - 1)];
    }

    /** What people call the table. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static int[] load(String label) {
        InputStream in = ColorTable.class.getResourceAsStream(RESOURCE);
        if (in == null) {
            throw new IllegalStateException("the resource " + RESOURCE + " is missing");
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .dropWhile(line -> !line.equals(label))
                    .skip(1)
                    .limit(SIZE / 16)
                    .flatMap(line -> Arrays.stream(line.split(" ", -1)))
                    .mapToInt(entry -> 0xFF000000 | Integer.parseInt(entry, 16))
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
