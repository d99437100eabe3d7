package trimscope.core.overlay;

import java.util.Locale;

/** Colours for numbers, even in steps and in grey, and readable without full colour vision. 256 entries each. */
public enum ColorTable {
    VIRIDIS,
    MAGMA,
    INFERNO,
    CIVIDIS;

    /** Immutable, as it says itself. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final ColorEntries entries = ColorEntries.named(label());

    /** Opaque colour 0xFFRRGGBB of a value in 0 … 1; values beyond are drawn in. */
    public int argb(double value) {
        return entries.argb(value);
    }

    /** What people call the table. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
