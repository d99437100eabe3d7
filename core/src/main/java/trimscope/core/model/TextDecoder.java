package trimscope.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import trimscope.core.checkpoint.TextConfig;
import trimscope.core.model.Kernels.Value;
import trimscope.core.model.ModelOptions.Precision;
import trimscope.core.model.ModelOptions.RowMask;

/**
 * The layers of the text decoder (specification section 4); tensors {@code language_model.*} and {@code lm_head.weight}. Holds no
 * state of any run: {@link DecoderRun} does.
 */
final class TextDecoder implements AutoCloseable {
    private static final String PREFIX = "language_model.";

    private final Kernels kernels;
    private final TextConfig config;
    private final ModelOptions options;
    private final NDArray embedding;
    private final NDArray norm;
    private final Value head;
    private final List<LayerWeights> layers = new ArrayList<>();
    private final RotaryTables rotary;
    /** By layer, see {@link #place}. */
    private final int[] places;

    private final NDManager own;
    /** Of every RMSNorm: [1], float32. */
    private final NDArray eps;

    private final LayerStack withPictures;
    private final LayerStack textOnly;
    private final boolean large;

    /** @param large see {@link #isLarge} */
    TextDecoder(Kernels kernels, Weights weights, TextConfig config, ModelOptions options, boolean large) {
        this.kernels = kernels;
        this.config = config;
        this.options = options;
        this.large = large;
        embedding = weights.get(PREFIX + "embed_tokens.weight");
        norm = weights.get(PREFIX + "norm.weight");
        head = weights.linear("lm_head");
        places = IntStream.range(0, config.layers())
                .map(layer -> (int) IntStream.range(0, layer)
                        .filter(before -> config.isCross(before) == config.isCross(layer))
                        .count())
                .toArray();
        List<Integer> all = IntStream.range(0, config.layers()).boxed().toList();
        try (Unfinished unfinished = new Unfinished()) {
            own = unfinished.part(kernels.newManager(), NDManager::close);
            eps = scalar(own, config.rmsNormEps());
            for (int i : all) {
                LayerWeights layer = layer(weights, PREFIX + "layers." + i + ".", config.isCross(i));
                layers.add(unfinished.part(layer, LayerWeights::close));
            }
            rotary = unfinished.part(
                    new RotaryTables(kernels, config.rope(), config.headSize(), config.maxPositions(), embedding),
                    RotaryTables::close);
            withPictures = unfinished.part(LayerStack.of(layers, all), LayerStack::close);
            textOnly = unfinished.part(
                    LayerStack.of(
                            layers,
                            all.stream().filter(layer -> !config.isCross(layer)).toList()),
                    LayerStack::close);
            unfinished.finished(this);
        }
    }

    private NDArray scalar(NDManager into, double value) {
        try (NDArray array = into.create(new float[] {(float) value})) {
            return kernels.call(into, "copy_to", array, embedding);
        }
    }

    private LayerWeights layer(Weights weights, String prefix, boolean cross) {
        List<NDArray> small =
                new ArrayList<>(weights.all(prefix, "input_layernorm.weight", "post_attention_layernorm.weight"));
        small.add(eps);
        if (!cross) {
            return new LayerWeights(
                    Value.of(small),
                    weights.linears(
                            prefix, "self_attn.qkv_proj", "self_attn.o_proj", "mlp.gate_up_proj", "mlp.down_proj"));
        }
        small.addAll(weights.all(prefix, "cross_attn.q_norm.weight", "cross_attn.k_norm.weight"));
        small.add(weights.gate(prefix + "cross_attn_attn_gate"));
        small.add(weights.gate(prefix + "cross_attn_mlp_gate"));
        return new LayerWeights(
                Value.of(small),
                weights.linears(
                        prefix,
                        "cross_attn.q_proj",
                        "cross_attn.o_proj",
                        "mlp.gate_up_proj",
                        "mlp.down_proj",
                        "cross_attn.kv_proj"));
    }

    TextConfig config() {
        return config;
    }

    Precision precision() {
        return options.precision();
    }

    RowMask rowMask() {
        return options.rowMask();
    }

    RotaryTables rotary() {
        return rotary;
    }

    /** A weight whose precision and device all buffers take. */
    NDArray like() {
        return embedding;
    }

    /** Prepares the position tables for this many text rows. */
    void cover(int positions) {
        rotary.cover(positions);
    }

    /** Token embeddings: [1, S, E]. */
    NDArray embed(NDManager into, int[] ids) {
        try (NDArray array = into.create(checked(ids), new Shape(1, ids.length))) {
            return kernels.call(into, "embed", array, embedding);
        }
    }

    /** Ids for kernels: one without a row in the embedding must not reach a GPU, which the process would lose over it. */
    private long[] checked(int[] ids) {
        for (int id : ids) {
            if (id < 0 || id >= config.embeddingRows()) {
                throw new IllegalArgumentException(
                        "the model has tokens 0 to " + (config.embeddingRows() - 1) + ", found " + id);
            }
        }
        return IntStream.of(ids).asLongStream().toArray();
    }

    /** The layers that rows pass. */
    LayerStack stack(boolean pictures) {
        return pictures ? withPictures : textOnly;
    }

    /** Whether layers take so long that whoever waits may want to stop between two of them. */
    boolean isLarge() {
        return large;
    }

    /** The caches of a layer as kernels take them: keys and values, or queries and each segment's keys and values. */
    List<NDArray> caches(NDManager into, int layer, KvCache cache, List<Visibility.Segment> segments) {
        int place = place(layer);
        if (!config.isCross(layer)) {
            return List.of(cache.selfKeys(place), cache.selfValues(place));
        }
        List<NDArray> out = new ArrayList<>(List.of(cache.queries(place)));
        for (Visibility.Segment segment : segments) {
            out.add(keys(into, cache.cross(place), segment));
            out.add(values(into, cache.cross(place), segment));
        }
        return out;
    }

    /** The keys that rows of a segment attend to, [1, K, n, d]: any one if all of them weigh the same. */
    NDArray keys(NDManager into, CrossCache cache, Visibility.Segment segment) {
        return segment.even()
                ? kernels.call(into, "narrow", cache.keys(), 2, 0, 1)
                : columns(into, cache.keys(), segment.columns());
    }

    /** The values that belong to {@link #keys}: their mean if all of them weigh the same. */
    NDArray values(NDManager into, CrossCache cache, Visibility.Segment segment) {
        return segment.even()
                ? kernels.call(into, "mean", cache.values(), 2)
                : columns(into, cache.values(), segment.columns());
    }

    /** The given columns of keys or values [1, K, n, d]: a view if they are one range, nothing new if they are all. */
    NDArray columns(NDManager into, NDArray cache, List<Visibility.Range> ranges) {
        if (ranges.equals(List.of(new Visibility.Range(0, (int) cache.getShape().get(2))))) {
            return cache;
        }
        List<NDArray> parts = ranges.stream()
                .map(range -> kernels.call(into, "narrow", cache, 2, range.start(), range.length()))
                .toList();
        return parts.size() == 1 ? parts.get(0) : kernels.call(into, "concatenate", parts, 2);
    }

    /**
     * Keys and values of visual tokens (section 4.4).
     *
     * @param states [n, E]
     * @param places of the layers among the cross-attention layers
     */
    List<CrossCache> project(NDArray states, List<Integer> places) {
        int[] numbers = places.stream().mapToInt(config.crossLayers()::get).toArray();
        LayerWeights stack = withPictures.weights();
        try (NDManager scope = kernels.newManager()) {
            List<NDArray> pairs =
                    kernels.callForList(scope, "cross_caches", states, stack.small(), stack.linears(), numbers);
            return IntStream.range(0, numbers.length)
                    .mapToObj(i -> CrossCache.of(kernels, pairs.get(2 * i), pairs.get(2 * i + 1)))
                    .toList();
        }
    }

    /**
     * Float32 logits of the last row of each of B conversations.
     *
     * @param x [1, R, E], their rows one behind the other
     * @param counts how many rows each has, B
     * @return [B, V]
     */
    NDArray lastLogits(NDManager into, NDArray x, int[] counts) {
        return kernels.call(into, "last_logits", x, counts, norm, head, eps);
    }

    /** Float32 logits of all rows: [1, S, V]. */
    NDArray logits(NDManager into, NDArray x) {
        return kernels.call(into, "logits", x, norm, head, eps);
    }

    /** The final norm of [1, S, E]. */
    NDArray finalNorm(NDManager into, NDArray x) {
        return kernels.call(into, "rms_norm", x, norm, eps);
    }

    /**
     * One token of each conversation through all layers in a single call.
     *
     * @param tokens one a conversation, B
     * @param caches one list a layer, see {@link #caches}
     * @param at place of the new row in the caches
     * @param batch what parts conversations of different lengths; {@link BatchShape#SINGLE} for one
     * @return [B, V], float32
     */
    NDArray decode(NDManager into, int[] tokens, Value caches, int at, boolean pictures, BatchShape batch) {
        LayerWeights stack = stack(pictures).weights();
        try (NDManager scope = kernels.newManager()) {
            return kernels.call(
                    into,
                    "decode",
                    scope.create(checked(tokens), new Shape(tokens.length, 1)),
                    batch.positions(scope, at),
                    embedding,
                    stack.small(),
                    stack.linears(),
                    caches,
                    at,
                    rotary.cos(),
                    rotary.signedSin(),
                    batch.rowsHeld(),
                    batch.firstHeld(),
                    batch.laterHeld(),
                    norm,
                    head,
                    eps);
        }
    }

    /** Place of a layer among those of its kind: self-attention or cross-attention. */
    int place(int layer) {
        return places[layer];
    }

    @Override
    public void close() {
        withPictures.close();
        textOnly.close();
        layers.forEach(LayerWeights::close);
        rotary.close();
        own.close();
    }
}
