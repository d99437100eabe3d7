package trimscope.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import trimscope.core.checkpoint.VisionConfig;

/**
 * The order of the T·P8 rows inside the vision layers: real rows first, padding rows (padding tiles and the zero rows of the 8-fold
 * padding) behind them.
 *
 * @param realFirst old place of each new row, int64 [T·P8]
 * @param back new place of each old row, int64 [T·P8]
 * @param real number of real rows
 */
record VisionRows(NDArray realFirst, NDArray back, int real) {
    static VisionRows of(NDManager manager, VisionConfig config, int tiles) {
        int padded = config.paddedTokensPerTile();
        int rows = config.maxTiles() * padded;
        int real = tiles * config.tokensPerTile();
        long[] realFirst = new long[rows];
        long[] back = new long[rows];
        int nextReal = 0;
        int nextPadding = real;
        for (int row = 0; row < rows; row++) {
            boolean isReal = row / padded < tiles && row % padded < config.tokensPerTile();
            int place = isReal ? nextReal++ : nextPadding++;
            realFirst[place] = row;
            back[row] = place;
        }
        return new VisionRows(manager.create(realFirst), manager.create(back), real);
    }
}
