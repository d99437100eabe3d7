package trimscope.core.image;

import java.util.Arrays;
import java.util.List;
import trimscope.core.checkpoint.PreprocessorConfig;

/** A picture as the vision encoder takes it: resized, padded, normalised and cut into tiles (specification 2.2 to 2.4). */
public final class TiledImage {
    private static final int CHANNELS = 3;

    private final TileArrangement arrangement;
    private final PatchGrid grid;
    private final float[] pixels;

    private TiledImage(TileArrangement arrangement, PatchGrid grid, float[] pixels) {
        this.arrangement = arrangement;
        this.grid = grid;
        this.pixels = pixels;
    }

    /**
     * Cuts a picture into tiles.
     *
     * @param patchSize side of a patch in canvas pixels, from the vision configuration
     */
    public static TiledImage of(Picture picture, PreprocessorConfig config, int patchSize) {
        int side = config.tileSize();
        TileArrangement arrangement = TileArrangement.of(picture.height(), picture.width(), side, config.maxTiles());
        PatchGrid grid =
                PatchGrid.of(picture.width(), picture.height(), arrangement, side, patchSize, config.maxTiles());
        byte[] resized = BilinearResize.resize(
                picture.shared(),
                picture.height(),
                picture.width(),
                arrangement.resizedHeight(),
                arrangement.resizedWidth());
        return new TiledImage(arrangement, grid, tiles(resized, arrangement, config));
    }

    public TileArrangement arrangement() {
        return arrangement;
    }

    public PatchGrid grid() {
        return grid;
    }

    /** A copy of the normalised pixels, [T, 3, I, I]; tiles beyond the arrangement are 0. */
    public float[] pixels() {
        return pixels.clone();
    }

    private static float[] tiles(byte[] resized, TileArrangement arrangement, PreprocessorConfig config) {
        int side = config.tileSize();
        int plane = side * side;
        float[] out = new float[config.maxTiles() * CHANNELS * plane];
        for (int channel = 0; channel < CHANNELS; channel++) {
            float[] normalised = normalised(config, channel);
            for (int tile = 0; tile < arrangement.tiles(); tile++) {
                int top = tile / arrangement.columns() * side;
                int left = tile % arrangement.columns() * side;
                int at = (tile * CHANNELS + channel) * plane;
                // The canvas is black where the picture does not reach.
                Arrays.fill(out, at, at + plane, normalised[0]);
                int rows = Math.min(side, arrangement.resizedHeight() - top);
                int columns = Math.min(side, arrangement.resizedWidth() - left);
                for (int y = 0; y < rows; y++) {
                    int from = ((top + y) * arrangement.resizedWidth() + left) * CHANNELS + channel;
                    for (int x = 0; x < columns; x++, from += CHANNELS) {
                        out[at + y * side + x] = normalised[resized[from] & 0xFF];
                    }
                }
            }
        }
        return out;
    }

    /** The 256 possible values of a channel. The order of widths, double then float, is that of the reference. */
    private static float[] normalised(PreprocessorConfig config, int channel) {
        float mean = channel(config.mean(), channel);
        float std = channel(config.std(), channel);
        float[] values = new float[256];
        for (int level = 0; level < values.length; level++) {
            values[level] = ((float) (level * config.rescaleFactor()) - mean) / std;
        }
        return values;
    }

    private static float channel(List<Double> values, int channel) {
        return values.get(channel).floatValue();
    }
}
