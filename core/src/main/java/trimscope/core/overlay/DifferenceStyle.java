package trimscope.core.overlay;

/**
 * How a difference of two maps is painted: blue where it is below zero, red where it is above, and the darker the farther from zero. Blue
 * and red also part for people who see no red or no green.
 *
 * @param limit the difference of the last red, its negative that of the last blue: above 0
 * @param opacity of the largest differences, 0 … 1
 */
public record DifferenceStyle(double limit, double opacity) {
    private static final ColorEntries COLORS = ColorEntries.named("blue-red");
    private static final double DEFAULT_OPACITY = 0.9;

    /** Below that share of the limit patches fade, so that the picture stays visible where nothing changes. */
    private static final double FADE_BELOW = 0.3;

    public DifferenceStyle {
        if (!(limit > 0 && limit < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("expected a limit above 0, found " + limit);
        }
        if (!(opacity >= 0 && opacity <= 1)) {
            throw new IllegalArgumentException("expected an opacity between 0 and 1, found " + opacity);
        }
    }

    /** A style that reaches to the largest difference there is; any limit does if there is none. */
    public static DifferenceStyle reaching(double largest) {
        return new DifferenceStyle(largest > 0 ? largest : 1, DEFAULT_OPACITY);
    }

    /** The difference at a place of the colours, 0 … 1. */
    public double difference(double position) {
        return limit * (2 * position - 1);
    }

    /** Colour of a difference, 0xAARRGGBB, not premultiplied; zero is transparent. */
    public int argb(double difference) {
        double alpha = opacity * Math.min(1, Math.abs(difference) / limit / FADE_BELOW);
        return (int) Math.round(alpha * 255) << 24 | (COLORS.argb((difference / limit + 1) / 2) & 0xFFFFFF);
    }
}
