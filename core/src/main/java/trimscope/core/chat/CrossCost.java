package trimscope.core.chat;

import trimscope.core.checkpoint.TextConfig;

/**
 * What the picture costs in the cross-attention layers, by the model's shape alone (specification section 6.3). A multiplication and an
 * addition count as two operations (FLOP).
 *
 * @param layers number of cross-attention layers, X
 * @param heads query heads of a layer, H
 * @param keyValueHeads K
 * @param headSize d
 * @param hiddenSize E
 * @param bytesPerNumber of keys and values
 */
public record CrossCost(int layers, int heads, int keyValueHeads, int headSize, int hiddenSize, int bytesPerNumber) {
    /** The costs of a model whose numbers have this many bytes. */
    public static CrossCost of(TextConfig text, int bytesPerNumber) {
        return new CrossCost(
                text.crossLayers().size(),
                text.heads(),
                text.keyValueHeads(),
                text.headSize(),
                text.hiddenSize(),
                bytesPerNumber);
    }

    /** Bytes of the keys and values of one visual token in one layer: 2·K·d numbers. */
    public long bytesPerToken() {
        return 2L * keyValueHeads * headSize * bytesPerNumber;
    }

    /** FLOP that make keys and values of one visual token in one layer: 4·E·K·d. */
    public long projectionFlopPerToken() {
        return 4L * hiddenSize * keyValueHeads * headSize;
    }

    /** FLOP of one text token's attention to one visual token in one layer: 4·H·d. */
    public long attentionFlopPerToken() {
        return 4L * heads * headSize;
    }

    /**
     * Visual tokens summed over the layers.
     *
     * @param first visual tokens that the first layer holds
     * @param kept visual tokens that each later layer holds
     */
    public long columns(long first, long kept) {
        return first + (layers - 1L) * kept;
    }
}
