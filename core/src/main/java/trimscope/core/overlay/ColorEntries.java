package trimscope.core.overlay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The 256 colours of one table of the resource. Immutable. */
final class ColorEntries {
    private static final int SIZE = 256;
    private static final String RESOURCE = "color-tables.txt";

    /** Never handed out; an array, since it is read for every pixel. */
    private final int[] entries;

    private ColorEntries(int[] entries) {
        this.entries = entries;
    }

    /** The table with that name. */
    static ColorEntries named(String label) {
        InputStream in = ColorEntries.class.getResourceAsStream(RESOURCE);
        if (in == null) {
            throw new IllegalStateException("the resource " + RESOURCE + " is missing");
        }
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return new ColorEntries(lines.lines()
                    .dropWhile(line -> !line.equals(label))
                    .skip(1)
                    .limit(SIZE / 16)
                    .flatMap(line -> Arrays.stream(line.split(" ", -1)))
                    .mapToInt(entry -> 0xFF000000 | Integer.parseInt(entry, 16))
                    .toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opaque colour 0xFFRRGGBB of a value in 0 … 1; values beyond are drawn in. */
    int argb(double value) {
        // The cast makes 0 of NaN.
        return entries[Math.min(Math.max((int) (value * SIZE), 0), SIZE - 1)];
    }
}
