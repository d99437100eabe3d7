package trimscope.app.memory;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import trimscope.app.exploration.CompareMode;
import trimscope.core.overlay.ColorTable;

/**
 * What is the same at the next start.
 *
 * @param dark the theme
 * @param large type for projectors
 * @param place the window's own, unless it fills the screen; empty for the default
 * @param dividers positions, 0 … 1; empty for the default
 * @param keepPercent ratio of the first answer
 * @param colours of the heatmap
 * @param comparing how the maps of two runs are shown
 * @param models folders that were opened, the last one first
 */
public record Remembered(
        boolean dark,
        boolean large,
        boolean maximized,
        Optional<Place> place,
        List<Double> dividers,
        int keepPercent,
        ColorTable colours,
        CompareMode comparing,
        List<Path> models) {
    /** Keeps about a quarter of the embedded model's visual tokens, with answers as good as with all. */
    private static final int DEMO_PERCENT = 10;

    /** Of somebody who starts for the first time. */
    public static final Remembered NOTHING = new Remembered(
            false,
            false,
            false,
            Optional.empty(),
            List.of(),
            DEMO_PERCENT,
            ColorTable.VIRIDIS,
            CompareMode.SIDE_BY_SIDE,
            List.of());

    /** Checks and copies. */
    public Remembered {
        dividers = List.copyOf(dividers);
        models = List.copyOf(models);
        if (keepPercent < 1 || keepPercent > 100) {
            throw new IllegalArgumentException("keep ratio " + keepPercent + " %");
        }
        if (dividers.stream().anyMatch(position -> !(position >= 0 && position <= 1))) {
            throw new IllegalArgumentException("dividers " + dividers);
        }
    }

    /** Where a window is on the screen. */
    public record Place(double x, double y, double width, double height) {
        /** Checks that a window fits such numbers. */
        public Place {
            boolean sane = Math.abs(x) < 1e5 && Math.abs(y) < 1e5 && width > 0 && width < 1e5;
            if (!sane || !(height > 0 && height < 1e5)) {
                throw new IllegalArgumentException("a window of " + width + " × " + height + " at " + x + ", " + y);
            }
        }
    }
}
