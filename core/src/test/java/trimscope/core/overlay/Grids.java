package trimscope.core.overlay;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import trimscope.core.attention.CrossAttentionMap;
import trimscope.core.image.PatchGrid;
import trimscope.core.image.Picture;
import trimscope.core.image.TileArrangement;

/** Pictures, grids and maps for tests: tiles of 28, patches of 7, at most 4 tiles. */
final class Grids {
    private Grids() {}

    static PatchGrid grid(int width, int height) {
        return PatchGrid.of(width, height, TileArrangement.of(height, width, 28, 4), 28, 7, 4);
    }

    static CrossAttentionMap map(PatchGrid grid, IntToDoubleFunction weightOfToken) {
        float[] weights = new float[grid.size()];
        for (int token = 0; token < weights.length; token++) {
            weights[token] = (float) weightOfToken.applyAsDouble(token);
        }
        return new CrossAttentionMap(weights);
    }

    static Picture plain(int width, int height, int sample) {
        byte[] rgb = new byte[3 * width * height];
        Arrays.fill(rgb, (byte) sample);
        return Picture.of(width, height, rgb);
    }
}
