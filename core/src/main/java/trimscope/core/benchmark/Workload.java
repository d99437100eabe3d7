package trimscope.core.benchmark;

import java.util.List;
import java.util.Map;
import trimscope.core.chat.CrossCost;
import trimscope.core.checkpoint.MllamaConfig;
import trimscope.core.checkpoint.TensorEntry;
import trimscope.core.checkpoint.TextConfig;
import trimscope.core.checkpoint.VisionConfig;

/**
 * What one picture and one prompt ask of a machine (specification section 6.3). A multiplication and an addition count as two
 * operations (FLOP).
 *
 * @param config the model
 * @param bytes bytes of one number in caches and activations
 * @param weightBytes bytes of one number of a linear layer's weight
 */
record Workload(MllamaConfig config, int bytes, int weightBytes) {
    /** Visual tokens of one picture, padding tiles included, N. */
    long visualTokens() {
        VisionConfig vision = config.vision();
        return (long) vision.maxTiles() * vision.tokensPerTile();
    }

    /** FLOP of the vision encoder and the projector: all tiles are computed, real or not. */
    double visionFlop() {
        VisionConfig vision = config.vision();
        double rows = (double) vision.maxTiles() * vision.paddedTokensPerTile();
        double width = vision.hiddenSize();
        double linear = 2 * rows * (4 * width * width + 2 * width * vision.intermediateSize());
        double attention = 4 * rows * rows * width;
        double projector =
                2.0 * visualTokens() * vision.outputSize() * config.text().hiddenSize();
        return (vision.localLayers() + vision.globalLayers()) * (linear + attention) + projector;
    }

    /**
     * FLOP of a prefill. Where nothing is trimmed nothing is summed, and behind the last layer one row is wanted.
     *
     * @param rows text rows
     * @param kept visual tokens in the second and later cross-attention layers
     */
    double prefillFlop(long rows, long kept) {
        TextConfig text = config.text();
        double crossColumns = cross().columns(visualTokens(), kept);
        double perPair = cross().attentionFlopPerToken();
        double projections = (double) cross().projectionFlopPerToken() * crossColumns;
        double selection = kept < visualTokens() ? perPair / 2 * rows * visualTokens() : 0;
        double selfAttention = perPair * rows * (rows + 1) / 2 * (text.layers() - crossLayers());
        return 2.0 * (rows * layerWeights() - (rows - 1) * weightsOfLastRow())
                + 2.0 * text.vocabularySize() * text.hiddenSize()
                + projections
                + selection
                + selfAttention
                + perPair * rows * crossColumns;
    }

    /** Bytes that a prefill reads at least: all weights of the text layers once. */
    double prefillBytes() {
        return (double) weightBytes * parameters("language_model.layers.", "lm_head.");
    }

    /**
     * FLOP of one decode step.
     *
     * @param rows text rows in each conversation's caches
     * @param kept visual tokens of each conversation in the second and later cross-attention layers
     */
    double decodeFlop(double rows, List<Integer> kept) {
        TextConfig text = config.text();
        double perPair = cross().attentionFlopPerToken();
        double selfAttention = perPair * rows * (text.layers() - crossLayers());
        double products = 2.0 * (layerWeights() + parameters("lm_head.", "lm_head."));
        return kept.stream()
                .mapToDouble(count -> products + selfAttention + perPair * cross().columns(visualTokens(), count))
                .sum();
    }

    /**
     * Bytes that one decode step reads: the weights that it needs once, and the caches of every conversation.
     *
     * @param rows text rows in each conversation's caches
     * @param kept visual tokens of each conversation in the second and later cross-attention layers
     */
    double decodeBytes(double rows, List<Integer> kept) {
        double selfCache = cross().bytesPerToken() * rows * (config.text().layers() - crossLayers());
        long head = parameters("lm_head.", "lm_head.");
        double caches = kept.stream()
                .mapToDouble(count -> selfCache + cacheBytes(count))
                .sum();
        return (double) weightBytes * (layerWeights() + head) + caches;
    }

    /** Bytes of the cross-attention caches: 2·K·d numbers for each visual token and layer, the first layer untrimmed. */
    long cacheBytes(long kept) {
        return cross().bytesPerToken() * cross().columns(visualTokens(), kept);
    }

    private CrossCost cross() {
        return CrossCost.of(config.text(), bytes);
    }

    private int crossLayers() {
        return config.text().crossLayers().size();
    }

    /** Weights of the text layers that every row passes: all but the keys and values of the picture. */
    private long layerWeights() {
        long ofPicture = config.tensorShapes().entrySet().stream()
                .filter(entry -> entry.getKey().matches(".*cross_attn\\.[kv]_(proj|norm)\\.weight"))
                .mapToLong(Workload::elements)
                .sum();
        return parameters("language_model.layers.", "language_model.layers.") - ofPicture;
    }

    /** Weights of the last layer that only the last row passes: all but those of keys and values. */
    private long weightsOfLastRow() {
        int last = config.text().layers() - 1;
        if (config.text().isCross(last)) {
            return 0;
        }
        String prefix = "language_model.layers." + last + ".";
        return parameters(prefix, prefix)
                - parameters(prefix + "self_attn.k_proj", prefix + "self_attn.v_proj")
                - parameters(prefix + "input_layernorm", prefix + "input_layernorm");
    }

    private long parameters(String prefix, String otherPrefix) {
        return config.tensorShapes().entrySet().stream()
                .filter(entry ->
                        entry.getKey().startsWith(prefix) || entry.getKey().startsWith(otherPrefix))
                .mapToLong(Workload::elements)
                .sum();
    }

    private static long elements(Map.Entry<String, List<Long>> tensor) {
        return TensorEntry.elements(tensor.getValue());
    }
}
