package trimscope.core.checkpoint;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Hyper-parameters of a Llama-3.2-Vision model, every one read from {@code config.json} (specification, section 1.1).
 *
 * @param text the language model
 * @param vision the vision encoder
 * @param imageTokenId the token that stands for the picture in a prompt; a row of the embedding that is no output
 */
public record MllamaConfig(TextConfig text, VisionConfig vision, int imageTokenId) {
    private static final String[] QUANTIZATION_KEYS = {"quantization_config", "compression_config"};

    /** Shape of every tensor that follows from these hyper-parameters, under its canonical name. */
    public Map<String, List<Long>> tensorShapes() {
        return TensorLayout.of(this).shapes();
    }

    /** Numbers in all these tensors. */
    public long parameters() {
        return tensorShapes().values().stream().mapToLong(TensorEntry::elements).sum();
    }

    static MllamaConfig read(JsonFields config) throws CheckpointException {
        config.requireText("model_type", "mllama");
        for (String key : QUANTIZATION_KEYS) {
            refuseQuantized(config, key);
        }
        // 4.x writes torch_dtype, 5 writes dtype. What counts is the type of the tensors themselves.
        requireElementType(config, "torch_dtype");
        requireElementType(config, "dtype");
        TextConfig text = TextConfig.read(config.object("text_config"));
        VisionConfig vision = VisionConfig.read(config.object("vision_config"));
        int imageTokenId = config.integer("image_token_index", 0, text.embeddingRows() - 1);
        return new MllamaConfig(text, vision, imageTokenId);
    }

    private static void refuseQuantized(JsonFields config, String key) throws CheckpointException {
        if (!config.has(key)) {
            return;
        }
        JsonFields quantization = config.object(key);
        String format = quantization.has("quant_method") ? quantization.text("quant_method") : "an unnamed format";
        throw config.invalid(
                key,
                "absent (this checkpoint is quantised with " + CheckpointException.shortened(format)
                        + ", which is not supported)");
    }

    private static void requireElementType(JsonFields config, String key) throws CheckpointException {
        if (!config.has(key)) {
            return;
        }
        String label = config.text(key);
        if (Arrays.stream(ElementType.values()).noneMatch(type -> type.label().equals(label))) {
            throw config.invalid(key, "float32, float16 or bfloat16 (no other number format is supported)");
        }
    }
}
