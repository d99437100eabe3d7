package trimscope.app.canvas;

import trimscope.core.overlay.ColorTable;

/**
 * Weight to colour.
 *
 * @param table the colours from least to most
 * @param maximum the weight that takes the last colour
 */
public record ColorScale(ColorTable table, double maximum) {
    /** Share of the range above which a patch is painted at full opacity; below, it lets the picture through. */
    private static final double OPAQUE_FROM = 0.35;

    /** The colour of a weight; opaque. */
    public int argb(double weight) {
        return table.argb(place(weight));
    }

    /** The colour of a weight over a picture: the less weight, the more of the picture shows; zero is left clear. */
    public int argb(double weight, double opacity) {
        double place = place(weight);
        double alpha = opacity * Math.min(1, place / OPAQUE_FROM);
        return (int) Math.round(255 * alpha) << 24 | (table.argb(place) & 0xFFFFFF);
    }

    private double place(double weight) {
        return maximum <= 0 ? 0 : Math.max(0, Math.min(1, weight / maximum));
    }
}
