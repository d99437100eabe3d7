package trimscope.core.checkpoint;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Name and shape of every tensor of a model, as they follow from its configuration (specification, section 1.2). Names
 * are canonical; {@link #canonicalName} makes them from either style of published names. Linear weights are
 * [out, in].
 */
final class TensorLayout {
    private final Map<String, List<Long>> shapes = new LinkedHashMap<>();

    private TensorLayout(MllamaConfig config) {
        addText(config.text());
        addProjector(config);
        addVision(config.vision());
    }

    static TensorLayout of(MllamaConfig config) {
        return new TensorLayout(config);
    }

    /** Canonical names with their shapes. */
    Map<String, List<Long>> shapes() {
        return Collections.unmodifiableMap(shapes);
    }

    /**
     * The one name for a tensor: {@code language_model.model.X}, {@code model.language_model.X} become
     * {@code language_model.X}; {@code language_model.lm_head.X} becomes {@code lm_head.X}; {@code model.} in front of
     * the others goes.
     */
    static String canonicalName(String stored) {
        String name = withoutPrefix(stored, "model.");
        if (name.startsWith("language_model.lm_head.")) {
            return withoutPrefix(name, "language_model.");
        }
        return name.startsWith("language_model.model.")
                ? "language_model." + withoutPrefix(name, "language_model.model.")
                : name;
    }

    /**
     * Pairs the stored tensors with this layout.
     *
     * @param weights the file to name when tensors are missing
     * @return the tensors under their canonical names, in the order of these names
     * @throws CheckpointException if a tensor is missing, unknown, there twice or of another shape
     */
    Map<String, TensorEntry> match(Path weights, List<TensorEntry> stored) throws CheckpointException {
        Map<String, TensorEntry> found = new TreeMap<>();
        Set<String> unknown = new TreeSet<>();
        for (TensorEntry entry : stored) {
            String name = canonicalName(entry.name());
            List<Long> shape = shapes.get(name);
            if (shape == null) {
                unknown.add(entry.name());
            } else {
                requireShape(entry, shape);
                requireFirst(entry, found.put(name, entry.renamed(name)));
            }
        }
        Set<String> missing = new TreeSet<>(shapes.keySet());
        missing.removeAll(found.keySet());
        if (!missing.isEmpty()) {
            throw CheckpointException.mismatch(weights, summary(missing), "there, as config.json implies", "nothing");
        }
        if (!unknown.isEmpty()) {
            throw CheckpointException.mismatch(
                    weights, summary(unknown), "absent, as config.json implies no such tensor", "stored data");
        }
        return found;
    }

    /** The first of these tensors and how many more there are. */
    static String summary(Set<String> names) {
        String first = "tensor " + CheckpointException.quoted(names.iterator().next());
        return names.size() == 1 ? first : first + " and " + (names.size() - 1) + " more";
    }

    private static String withoutPrefix(String name, String prefix) {
        return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }

    private static void requireShape(TensorEntry entry, List<Long> shape) throws CheckpointException {
        if (!entry.shape().equals(shape)) {
            String subject = entry.subject();
            String found = CheckpointException.shortened(entry.shape().toString());
            throw CheckpointException.mismatch(
                    entry.file(), subject, "of shape " + shape + ", as config.json implies", found);
        }
    }

    private static void requireFirst(TensorEntry entry, @Nullable TensorEntry earlier) throws CheckpointException {
        if (earlier != null) {
            String subject = entry.subject();
            throw CheckpointException.mismatch(
                    entry.file(), subject, "stored once", "the same tensor in " + earlier.file() + " as well");
        }
    }

    private void addText(TextConfig text) {
        long hidden = text.hiddenSize();
        add("language_model.embed_tokens.weight", text.embeddingRows(), hidden);
        add("language_model.norm.weight", hidden);
        add("lm_head.weight", text.vocabularySize(), hidden);
        for (int i = 0; i < text.layers(); i++) {
            String layer = "language_model.layers." + i + ".";
            long inner = text.intermediateSize();
            add(layer + "input_layernorm.weight", hidden);
            add(layer + "post_attention_layernorm.weight", hidden);
            add(layer + "mlp.gate_proj.weight", inner, hidden);
            add(layer + "mlp.up_proj.weight", inner, hidden);
            add(layer + "mlp.down_proj.weight", hidden, inner);
            if (text.isCross(i)) {
                addTextAttention(layer + "cross_attn.", text);
                add(layer + "cross_attn.q_norm.weight", text.headSize());
                add(layer + "cross_attn.k_norm.weight", text.headSize());
                add(layer + "cross_attn_attn_gate", 1);
                add(layer + "cross_attn_mlp_gate", 1);
            } else {
                addTextAttention(layer + "self_attn.", text);
            }
        }
    }

    private void addTextAttention(String attention, TextConfig text) {
        long hidden = text.hiddenSize();
        long keyValue = (long) text.keyValueHeads() * text.headSize();
        add(attention + "q_proj.weight", hidden, hidden);
        add(attention + "k_proj.weight", keyValue, hidden);
        add(attention + "v_proj.weight", keyValue, hidden);
        add(attention + "o_proj.weight", hidden, hidden);
    }

    private void addProjector(MllamaConfig config) {
        add(
                "multi_modal_projector.weight",
                config.text().hiddenSize(),
                config.vision().outputSize());
        add("multi_modal_projector.bias", config.text().hiddenSize());
    }

    private void addVision(VisionConfig vision) {
        long hidden = vision.hiddenSize();
        // Row 0 of the tables by aspect-ratio id belongs to "no image".
        long ids = vision.aspectRatioIds() + 1L;
        long tiles = vision.maxTiles();
        long tokens = vision.tokensPerTile();
        add("vision_model.patch_embedding.weight", hidden, 3, vision.patchSize(), vision.patchSize());
        add("vision_model.class_embedding", hidden);
        add("vision_model.gated_positional_embedding.embedding", tokens, hidden);
        add("vision_model.gated_positional_embedding.gate", 1);
        add("vision_model.gated_positional_embedding.tile_embedding.weight", ids, tiles * tokens * hidden);
        for (String place : List.of("pre", "post")) {
            add("vision_model." + place + "_tile_positional_embedding.embedding.weight", ids, tiles * hidden);
            add("vision_model." + place + "_tile_positional_embedding.gate", 1);
            addWithBias("vision_model.layernorm_" + place, hidden);
        }
        for (int i = 0; i < vision.localLayers(); i++) {
            addVisionLayer("vision_model.transformer.layers." + i + ".", vision);
        }
        for (int i = 0; i < vision.globalLayers(); i++) {
            String layer = "vision_model.global_transformer.layers." + i + ".";
            addVisionLayer(layer, vision);
            add(layer + "gate_attn", 1);
            add(layer + "gate_ffn", 1);
        }
    }

    private void addVisionLayer(String layer, VisionConfig vision) {
        long hidden = vision.hiddenSize();
        long inner = vision.intermediateSize();
        for (String projection : List.of("q", "k", "v", "o")) {
            add(layer + "self_attn." + projection + "_proj.weight", hidden, hidden);
        }
        addWithBias(layer + "mlp.fc1", inner, hidden);
        addWithBias(layer + "mlp.fc2", hidden, inner);
        addWithBias(layer + "input_layernorm", hidden);
        addWithBias(layer + "post_attention_layernorm", hidden);
    }

    private void addWithBias(String module, long... weightShape) {
        add(module + ".weight", weightShape);
        add(module + ".bias", weightShape[0]);
    }

    private void add(String name, long... shape) {
        shapes.put(name, Arrays.stream(shape).boxed().toList());
    }
}
