package trimscope.core.checkpoint;

import java.util.List;

/**
 * Hyper-parameters of the vision encoder, {@code vision_config} in {@code config.json}.
 *
 * @param hiddenSize D, numbers of one visual token's state
 * @param localLayers layers of the first transformer
 * @param globalLayers gated layers of the second transformer
 * @param heads attention heads; divides D
 * @param intermediateSize inner width of the MLP
 * @param normEps added to the variance in the layers' LayerNorm
 * @param imageSize I, pixels along the side of a tile
 * @param patchSize p, pixels along the side of a patch; divides I
 * @param maxTiles T, tiles of the largest arrangement
 * @param intermediateLayers local layers whose states the projector sees as well, ascending
 */
public record VisionConfig(
        int hiddenSize,
        int localLayers,
        int globalLayers,
        int heads,
        int intermediateSize,
        double normEps,
        int imageSize,
        int patchSize,
        int maxTiles,
        List<Integer> intermediateLayers) {
    // Far above anything published; they keep every product of sizes, pixels of all tiles too, within its Java type.
    private static final int MOST_HIDDEN = 1 << 16;
    private static final int MOST_INTERMEDIATE = 1 << 20;
    private static final int MOST_LAYERS = 1024;
    private static final int MOST_HEADS = 4096;
    private static final int MOST_PIXELS = 2048;
    private static final int MOST_TILES = 64;

    public VisionConfig {
        intermediateLayers = List.copyOf(intermediateLayers);
    }

    static VisionConfig read(JsonFields vision) throws CheckpointException {
        vision.requireText("hidden_act", "gelu");
        vision.requireInteger("num_channels", 3, "red, green and blue");
        int localLayers = vision.integer("num_hidden_layers", 1, MOST_LAYERS);
        int imageSize = vision.integer("image_size", 1, MOST_PIXELS);
        VisionConfig config = new VisionConfig(
                vision.integer("hidden_size", 1, MOST_HIDDEN),
                localLayers,
                vision.integer("num_global_layers", 1, MOST_LAYERS),
                vision.integer("attention_heads", 1, MOST_HEADS),
                vision.integer("intermediate_size", 1, MOST_INTERMEDIATE),
                vision.decimal("norm_eps", 0, 1),
                imageSize,
                vision.integer("patch_size", 1, imageSize),
                vision.integer("max_num_tiles", 1, MOST_TILES),
                vision.ascending("intermediate_layers_indices", 0, localLayers - 1));
        config.requireConsistent(vision);
        return config;
    }

    private void requireConsistent(JsonFields vision) throws CheckpointException {
        if (hiddenSize % heads != 0) {
            throw vision.invalid("attention_heads", "a divisor of hidden_size " + hiddenSize);
        }
        if (imageSize % patchSize != 0) {
            throw vision.invalid("patch_size", "a divisor of image_size " + imageSize);
        }
        vision.requireInteger(
                "vision_output_dim", outputSize(), "hidden_size times one more than intermediate_layers_indices");
        if (vision.array("supported_aspect_ratios").size() != aspectRatioIds()) {
            throw vision.invalid(
                    "supported_aspect_ratios",
                    "a list of " + aspectRatioIds() + " pairs (arrangements of up to " + maxTiles + " tiles)");
        }
    }

    /** Numbers of one head. */
    public int headSize() {
        return hiddenSize / heads;
    }

    /** G, patches along the side of a tile. */
    public int grid() {
        return imageSize / patchSize;
    }

    /** P = G² + 1, visual tokens of a tile: the class token, then the patches row by row. */
    public int tokensPerTile() {
        return grid() * grid() + 1;
    }

    /** P rounded up to a multiple of 8, the length at which the encoder works. */
    public int paddedTokensPerTile() {
        return (tokensPerTile() + 7) / 8 * 8;
    }

    /** D·(1 + number of intermediate layers), numbers of one visual token at the projector. */
    public int outputSize() {
        return hiddenSize * (1 + intermediateLayers.size());
    }

    /** Number of arrangements of at most T tiles in rows and columns; their ids are 1 to this number. */
    public int aspectRatioIds() {
        int arrangements = 0;
        for (int rows = 1; rows <= maxTiles; rows++) {
            arrangements += maxTiles / rows;
        }
        return arrangements;
    }
}
