package trimscope.core.checkpoint;

import java.util.List;

/**
 * Hyper-parameters of the language model, {@code text_config} in {@code config.json}.
 *
 * @param hiddenSize E, numbers of one token's state
 * @param layers L, self- and cross-attention layers together
 * @param crossLayers indices of the cross-attention layers among all layers, ascending
 * @param heads H, query heads
 * @param keyValueHeads K, key and value heads, for self- and cross-attention alike; divides H
 * @param intermediateSize inner width of the MLP
 * @param rmsNormEps added to the mean square in every RMSNorm
 * @param rope rotary position embedding
 * @param maxPositions context limit in tokens
 * @param vocabularySize V, rows of the output; the embedding has {@link #embeddingRows()}
 * @param bosTokenId token that opens every prompt
 * @param padTokenId token that fills up batches
 * @param eosTokenIds tokens that end an answer; {@link GenerationConfig} has the last word
 */
public record TextConfig(
        int hiddenSize,
        int layers,
        List<Integer> crossLayers,
        int heads,
        int keyValueHeads,
        int intermediateSize,
        double rmsNormEps,
        RopeConfig rope,
        int maxPositions,
        int vocabularySize,
        int bosTokenId,
        int padTokenId,
        List<Integer> eosTokenIds) {
    /** Rows of the embedding beyond the output vocabulary: the model reads these tokens but never emits them. */
    private static final int INPUT_ONLY_TOKENS = 8;

    // Far above anything published; they keep every product of sizes within its Java type.
    private static final int MOST_HIDDEN = 1 << 18;
    private static final int MOST_INTERMEDIATE = 1 << 20;
    private static final int MOST_LAYERS = 1024;
    private static final int MOST_HEADS = 4096;
    private static final int MOST_POSITIONS = 1 << 20;
    private static final int MOST_TOKENS = 1 << 24;

    public TextConfig {
        crossLayers = List.copyOf(crossLayers);
        eosTokenIds = List.copyOf(eosTokenIds);
    }

    static TextConfig read(JsonFields text) throws CheckpointException {
        text.requireText("hidden_act", "silu");
        if (text.has("tie_word_embeddings")) {
            text.requireFlag("tie_word_embeddings", false);
        }
        int layers = text.integer("num_hidden_layers", 1, MOST_LAYERS);
        int vocabulary = text.integer("vocab_size", 1, MOST_TOKENS);
        int lastToken = vocabulary + INPUT_ONLY_TOKENS - 1;
        TextConfig config = new TextConfig(
                text.integer("hidden_size", 1, MOST_HIDDEN),
                layers,
                text.ascending("cross_attention_layers", 0, layers - 1),
                text.integer("num_attention_heads", 1, MOST_HEADS),
                text.integer("num_key_value_heads", 1, MOST_HEADS),
                text.integer("intermediate_size", 1, MOST_INTERMEDIATE),
                text.decimal("rms_norm_eps", 0, 1),
                RopeConfig.read(text),
                text.integer("max_position_embeddings", 1, MOST_POSITIONS),
                vocabulary,
                text.integer("bos_token_id", 0, lastToken),
                text.integer("pad_token_id", 0, lastToken),
                text.oneOrMore("eos_token_id", 0, lastToken));
        config.requireWholeHeads(text);
        return config;
    }

    private void requireWholeHeads(JsonFields text) throws CheckpointException {
        // Rotary embedding turns pairs of numbers, so a head needs an even size.
        if (hiddenSize % (2 * heads) != 0) {
            throw text.invalid(
                    "num_attention_heads", "a divisor of hidden_size " + hiddenSize + " that leaves an even head size");
        }
        if (heads % keyValueHeads != 0) {
            throw text.invalid("num_key_value_heads", "a divisor of num_attention_heads " + heads);
        }
    }

    /** d, numbers of one head. */
    public int headSize() {
        return hiddenSize / heads;
    }

    /** V + 8, the number of tokens that the model can read. */
    public int embeddingRows() {
        return vocabularySize + INPUT_ONLY_TOKENS;
    }

    /** Whether this layer attends to the picture. */
    public boolean isCross(int layer) {
        return crossLayers.contains(layer);
    }
}
