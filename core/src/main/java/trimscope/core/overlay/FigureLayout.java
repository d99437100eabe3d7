package trimscope.core.overlay;

import trimscope.core.image.Picture;

/**
 * Where the parts of an exported picture go: the picture with its layers, a panel to the right, a caption under it. All
 * lengths are in pixels of the export.
 *
 * @param scale pixels of the export per pixel of the picture: a whole number, except for very large pictures
 * @param unit size of one point of text: grows with the picture, so that text stays readable when both are shrunk
 * @param pictureWidth width that the picture takes
 * @param pictureHeight height that the picture takes
 */
record FigureLayout(double scale, double unit, int pictureWidth, int pictureHeight) {
    /** Together with panel and margins an export is at least 800 pixels wide. */
    private static final int LEAST_PICTURE_WIDTH = 556;

    private static final int MOST_ENLARGED_HEIGHT = 1600;
    private static final int LARGEST_SIDE = 4096;
    private static final double SIDE_OF_UNIT_ONE = 900;

    static FigureLayout of(Picture picture) {
        int longest = Math.max(picture.width(), picture.height());
        double scale = longest > LARGEST_SIDE ? (double) LARGEST_SIDE / longest : enlargement(picture);
        int width = Math.max(1, (int) Math.round(picture.width() * scale));
        int height = Math.max(1, (int) Math.round(picture.height() * scale));
        double unit = Math.max(1, Math.sqrt((double) width * height) / SIDE_OF_UNIT_ONE);
        return new FigureLayout(scale, unit, width, height);
    }

    private static int enlargement(Picture picture) {
        int wanted = (LEAST_PICTURE_WIDTH + picture.width() - 1) / picture.width();
        return Math.max(1, Math.min(wanted, MOST_ENLARGED_HEIGHT / picture.height()));
    }

    int margin() {
        return pixels(24);
    }

    /** Width for picture and caption. */
    int columnWidth() {
        return Math.max(pictureWidth, pixels(LEAST_PICTURE_WIDTH));
    }

    /** Left edge of the panel. */
    int panelX() {
        return margin() + columnWidth() + pixels(20);
    }

    int panelWidth() {
        return pixels(176);
    }

    /** Width of the whole export. */
    int width() {
        return panelX() + panelWidth() + margin();
    }

    /** That many units, in pixels. */
    int pixels(double units) {
        return (int) Math.round(units * unit);
    }
}
