package trimscope.core.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import trimscope.core.checkpoint.VisionConfig;
import trimscope.core.image.TiledImage;
import trimscope.core.model.Kernels.Value;
import trimscope.core.model.ModelOptions.IntermediateTap;

/**
 * Tiles of one picture to visual tokens (specification section 3); tensors {@code vision_model.*} and
 * {@code multi_modal_projector.*}.
 *
 * <p>Inside the layers the rows are ordered so that real ones come first and padding rows (padding tiles and the zero rows of the
 * 8-fold padding) last; attention and MLP do not care about the order, and the bias of section 3.2 becomes two calls without a mask.
 */
final class VisionEncoder implements AutoCloseable {
    private static final String PREFIX = "vision_model.";
    private static final double PRE_POST_EPS = 1e-5;

    private final Kernels kernels;
    private final Weights weights;
    private final VisionConfig config;
    private final IntermediateTap tap;
    private final List<LayerWeights> local = new ArrayList<>();
    private final List<LayerWeights> global = new ArrayList<>();
    private final NDArray preTileGate;
    private final NDArray postTileGate;
    private final NDArray positionGate;

    VisionEncoder(Kernels kernels, Weights weights, VisionConfig config, IntermediateTap tap) {
        this.kernels = kernels;
        this.weights = weights;
        this.config = config;
        this.tap = tap;
        preTileGate = weights.gate(PREFIX + "pre_tile_positional_embedding.gate");
        postTileGate = weights.gate(PREFIX + "post_tile_positional_embedding.gate");
        positionGate = weights.gate(PREFIX + "gated_positional_embedding.gate");
        try (Unfinished unfinished = new Unfinished()) {
            unfinished.part(this, VisionEncoder::close);
            for (int i = 0; i < config.localLayers(); i++) {
                local.add(layer(PREFIX + "transformer.layers." + i + ".", List.of()));
            }
            for (int i = 0; i < config.globalLayers(); i++) {
                String name = PREFIX + "global_transformer.layers." + i + ".";
                global.add(layer(name, List.of(weights.gate(name + "gate_attn"), weights.gate(name + "gate_ffn"))));
            }
            unfinished.finished(this);
        }
    }

    private LayerWeights layer(String prefix, List<NDArray> gates) {
        List<NDArray> norms = weights.all(
                prefix,
                "input_layernorm.weight",
                "input_layernorm.bias",
                "post_attention_layernorm.weight",
                "post_attention_layernorm.bias");
        return new LayerWeights(
                Value.of(Stream.concat(norms.stream(), gates.stream()).toList()),
                weights.linears(prefix, "self_attn.qkv_proj", "self_attn.o_proj", "mlp.fc1", "mlp.fc2"));
    }

    /**
     * Cross-attention states of one picture.
     *
     * @return [T·P, E], padding tiles included, owned by {@code into}
     * @throws java.util.concurrent.CancellationException if cancelled between two layers
     */
    NDArray encode(NDManager into, TiledImage image, Cancellation cancellation) {
        return encode(into, image, cancellation, Observer.NONE);
    }

    NDArray encode(NDManager into, TiledImage image, Cancellation cancellation, Observer observer) {
        try (NDManager scope = kernels.newManager()) {
            VisionRows rows = VisionRows.of(scope, config, image.arrangement().tiles());
            NDArray x = take(scope, embed(scope, image, observer), rows.realFirst());
            List<NDArray> states = new ArrayList<>();
            x = localLayers(scope, x, rows, states, cancellation, observer);
            x = globalLayers(scope, x, rows, image.arrangement().aspectRatioId(), cancellation, observer);
            NDArray last = take(scope, x, rows.back());
            List<NDArray> kept = states.stream()
                    .map(state -> take(scope, state, rows.back()))
                    .toList();
            NDArray output =
                    kernels.call(scope, "vision_output", last, kept, config.maxTiles(), config.tokensPerTile());
            observer.see("vision_output", output);
            return kernels.call(into, "project", output, weights.linear("multi_modal_projector"));
        }
    }

    /** Section 3.1: pixels to [T·P8, D]. */
    private NDArray embed(NDManager scope, TiledImage image, Observer observer) {
        int id = image.arrangement().aspectRatioId();
        Shape shape = new Shape(config.maxTiles(), 3, config.imageSize(), config.imageSize());
        NDArray pixels = scope.create(image.pixels(), shape);
        NDArray x = kernels.call(
                scope, "patch_embedding", pixels, weights.get(PREFIX + "patch_embedding.weight"), config.patchSize());
        observer.see("vision.patch_embed", x);
        NDArray tileTable = weights.get(PREFIX + "pre_tile_positional_embedding.embedding.weight");
        x = kernels.call(scope, "pre_tile", x, tileTable, preTileGate, id);
        observer.see("vision.pre_tile", x);
        x = kernels.call(
                scope,
                "positions",
                x,
                weights.get(PREFIX + "class_embedding"),
                weights.get(PREFIX + "gated_positional_embedding.embedding"),
                weights.get(PREFIX + "gated_positional_embedding.tile_embedding.weight"),
                positionGate,
                id);
        observer.see("vision.pos", x);
        x = layerNorm(scope, x, "layernorm_pre");
        observer.see("vision.ln_pre", x);
        return kernels.call(scope, "pad_tiles", x, config.paddedTokensPerTile() - config.tokensPerTile());
    }

    private NDArray localLayers(
            NDManager scope,
            NDArray start,
            VisionRows rows,
            List<NDArray> states,
            Cancellation cancellation,
            Observer observer) {
        NDArray x = start;
        for (int i = 0; i < local.size(); i++) {
            cancellation.check();
            boolean tapped = config.intermediateLayers().contains(i);
            NDArray before = x;
            NDArray next = visionLayer(scope, before, rows, local.get(i));
            if (tapped) {
                states.add(tap == IntermediateTap.LAYER_INPUT ? before : next);
            }
            boolean held = states.stream().anyMatch(state -> state == before);
            if (!held) {
                before.close();
            }
            x = next;
            show(scope, observer, "vision.local", i, x, rows);
        }
        return x;
    }

    private NDArray globalLayers(
            NDManager scope, NDArray start, VisionRows rows, int id, Cancellation cancellation, Observer observer) {
        NDArray x = layerNorm(scope, start, "layernorm_post");
        if (observer != Observer.NONE) {
            observer.see("vision.ln_post", take(scope, x, rows.back()));
        }
        // The tile embedding needs the rows by tile again.
        x = take(scope, x, rows.back());
        x = x.reshape(config.maxTiles(), config.paddedTokensPerTile(), config.hiddenSize());
        NDArray table = weights.get(PREFIX + "post_tile_positional_embedding.embedding.weight");
        x = kernels.call(scope, "post_tile", x, table, postTileGate, id);
        observer.see("vision.post_tile", x);
        x = take(scope, x.reshape(-1, config.hiddenSize()), rows.realFirst());
        for (int i = 0; i < global.size(); i++) {
            cancellation.check();
            NDArray next = visionLayer(scope, x, rows, global.get(i));
            x.close();
            x = next;
            show(scope, observer, "vision.global", i, x, rows);
        }
        return x;
    }

    private NDArray visionLayer(NDManager scope, NDArray x, VisionRows rows, LayerWeights layer) {
        return kernels.call(
                scope,
                "vision_layer",
                x,
                rows.real(),
                layer.small(),
                layer.linears(),
                config.heads(),
                config.normEps());
    }

    private NDArray layerNorm(NDManager scope, NDArray x, String name) {
        NDArray weight = weights.get(PREFIX + name + ".weight");
        return kernels.call(scope, "layer_norm", x, weight, weights.get(PREFIX + name + ".bias"), PRE_POST_EPS);
    }

    private NDArray take(NDManager scope, NDArray x, NDArray rows) {
        return kernels.call(scope, "take", x, 0, rows);
    }

    private void show(NDManager scope, Observer observer, String name, int layer, NDArray x, VisionRows rows) {
        if (observer != Observer.NONE) {
            observer.see(name, layer, take(scope, x, rows.back()));
        }
    }

    @Override
    public void close() {
        local.forEach(LayerWeights::close);
        global.forEach(LayerWeights::close);
    }
}
