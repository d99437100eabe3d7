package trimscope.core.overlay;

import java.awt.image.BufferedImage;
import java.util.function.IntUnaryOperator;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.image.PatchGrid;

/**
 * One colour per patch, row by row over all tiles: a small picture that is enlarged over the original one. Column c
 * begins at {@link PatchGrid#columnEdge} in picture pixels, and likewise the rows; only the last ones may be narrower
 * than the others. Immutable.
 */
public final class PatchRaster {
    private final int width;
    private final int height;
    private final int[] argb;

    private PatchRaster(PatchGrid grid, IntUnaryOperator argbOfToken) {
        width = grid.cellColumns();
        height = grid.cellRows();
        argb = new int[width * height];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = argbOfToken.applyAsInt(grid.cellToken(i / width, i % width));
        }
    }

    /** The patches of a picture in the colours of a map. */
    public static PatchRaster heatmap(PatchGrid grid, CrossAttentionMap map, HeatmapStyle style) {
        return new PatchRaster(grid, token -> style.argb(map.weight(token)));
    }

    /** The patches of a picture in given colours by visual token, 0xAARRGGBB. */
    public static PatchRaster of(PatchGrid grid, IntUnaryOperator argbOfToken) {
        return new PatchRaster(grid, argbOfToken);
    }

    /** Columns of patches. */
    public int width() {
        return width;
    }

    /** Rows of patches. */
    public int height() {
        return height;
    }

    /** Colour of a patch, 0xAARRGGBB, not premultiplied. */
    public int argb(int column, int row) {
        return argb[row * width + column];
    }

    /** A copy of the colours, [height, width]. */
    public int[] toArray() {
        return argb.clone();
    }

    /** A new image of type {@link BufferedImage#TYPE_INT_ARGB}, one pixel per patch. */
    public BufferedImage toImage() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, width, height, argb, 0, width);
        return image;
    }
}
