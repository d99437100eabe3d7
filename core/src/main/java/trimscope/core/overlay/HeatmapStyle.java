package trimscope.core.overlay;

/**
 * How a map is painted.
 *
 * @param table the colours
 * @param scale which weights they stand for
 * @param opacity of the heaviest patches, 0 … 1
 * @param smooth whether weights run into each other; if not, every patch is filled evenly, which is what the model saw
 */
public record HeatmapStyle(ColorTable table, ColorScale scale, double opacity, boolean smooth) {
    private static final double DEFAULT_OPACITY = 0.85;

    /** Below that place of the scale patches fade, so that the picture stays visible where nothing happens. */
    private static final double FADE_BELOW = 0.3;

    public HeatmapStyle {
        if (!(opacity >= 0 && opacity <= 1)) {
            throw new IllegalArgumentException("expected an opacity between 0 and 1, found " + opacity);
        }
    }

    /** Viridis, even patches. */
    public static HeatmapStyle of(ColorScale scale) {
        return new HeatmapStyle(ColorTable.VIRIDIS, scale, DEFAULT_OPACITY, false);
    }

    /** Colour of a weight, 0xAARRGGBB, not premultiplied; weights at or below the scale's minimum are transparent. */
    public int argb(double weight) {
        double position = scale.position(weight);
        double alpha = opacity * Math.min(1, position / FADE_BELOW);
        return (int) Math.round(alpha * 255) << 24 | (table.argb(position) & 0xFFFFFF);
    }
}
