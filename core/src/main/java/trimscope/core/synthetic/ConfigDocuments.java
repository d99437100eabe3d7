package trimscope.core.synthetic;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import trimscope.core.checkpoint.ElementType;
import trimscope.core.checkpoint.Llama3Scaling;
import trimscope.core.checkpoint.MllamaConfig;
import trimscope.core.checkpoint.RopeConfig;
import trimscope.core.checkpoint.TextConfig;
import trimscope.core.checkpoint.VisionConfig;

/**
 * The JSON documents beside the weights, in the dialect of the published folders (specification section 1.1).
 *
 * @param config what they say
 * @param type number format of the weights
 */
record ConfigDocuments(MllamaConfig config, ElementType type) {
    private static final List<Double> MEAN = List.of(0.48145466, 0.4578275, 0.40821073);
    private static final List<Double> STD = List.of(0.26862954, 0.26130258, 0.27577711);

    /** {@code config.json}. */
    JsonObject model() {
        JsonObject out = new JsonObject();
        out.add("architectures", list(List.of(new JsonPrimitive("MllamaForConditionalGeneration"))));
        out.addProperty("image_token_index", config.imageTokenId());
        out.addProperty("model_type", "mllama");
        out.add("text_config", text(config.text()));
        out.addProperty("torch_dtype", type.label());
        out.add("vision_config", vision(config.vision()));
        return out;
    }

    private static JsonObject text(TextConfig text) {
        JsonObject out = new JsonObject();
        out.addProperty("model_type", "mllama_text_model");
        out.addProperty("hidden_size", text.hiddenSize());
        out.addProperty("num_hidden_layers", text.layers());
        out.add("cross_attention_layers", numbers(text.crossLayers()));
        out.addProperty("num_attention_heads", text.heads());
        out.addProperty("num_key_value_heads", text.keyValueHeads());
        out.addProperty("intermediate_size", text.intermediateSize());
        out.addProperty("hidden_act", "silu");
        out.addProperty("rms_norm_eps", text.rmsNormEps());
        RopeConfig rope = text.rope();
        out.addProperty("rope_theta", rope.theta());
        rope.scaling().ifPresent(scaling -> out.add("rope_scaling", scaling(scaling)));
        out.addProperty("max_position_embeddings", text.maxPositions());
        out.addProperty("vocab_size", text.vocabularySize());
        out.addProperty("tie_word_embeddings", false);
        out.addProperty("bos_token_id", text.bosTokenId());
        out.add("eos_token_id", numbers(text.eosTokenIds()));
        out.addProperty("pad_token_id", text.padTokenId());
        return out;
    }

    private static JsonObject scaling(Llama3Scaling scaling) {
        JsonObject out = new JsonObject();
        out.addProperty("rope_type", "llama3");
        out.addProperty("factor", scaling.factor());
        out.addProperty("low_freq_factor", scaling.lowFrequencyFactor());
        out.addProperty("high_freq_factor", scaling.highFrequencyFactor());
        out.addProperty("original_max_position_embeddings", scaling.originalMaxPositions());
        return out;
    }

    private static JsonObject vision(VisionConfig vision) {
        JsonObject out = new JsonObject();
        out.addProperty("model_type", "mllama_vision_model");
        out.addProperty("hidden_size", vision.hiddenSize());
        out.addProperty("num_hidden_layers", vision.localLayers());
        out.addProperty("num_global_layers", vision.globalLayers());
        out.addProperty("attention_heads", vision.heads());
        out.addProperty("intermediate_size", vision.intermediateSize());
        out.addProperty("hidden_act", "gelu");
        out.addProperty("norm_eps", vision.normEps());
        out.addProperty("image_size", vision.imageSize());
        out.addProperty("patch_size", vision.patchSize());
        out.addProperty("num_channels", 3);
        out.addProperty("max_num_tiles", vision.maxTiles());
        out.add("intermediate_layers_indices", numbers(vision.intermediateLayers()));
        JsonArray arrangements = new JsonArray();
        for (int rows = 1; rows <= vision.maxTiles(); rows++) {
            for (int columns = 1; rows * columns <= vision.maxTiles(); columns++) {
                arrangements.add(numbers(List.of(rows, columns)));
            }
        }
        out.add("supported_aspect_ratios", arrangements);
        out.addProperty("vision_output_dim", vision.outputSize());
        return out;
    }

    /** {@code preprocessor_config.json}. */
    JsonObject preprocessor() {
        JsonObject out = new JsonObject();
        for (String step : List.of("do_convert_rgb", "do_normalize", "do_pad", "do_rescale", "do_resize")) {
            out.addProperty(step, true);
        }
        out.add("image_mean", numbers(MEAN));
        out.addProperty("image_processor_type", "MllamaImageProcessor");
        out.add("image_std", numbers(STD));
        out.addProperty("max_image_tiles", config.vision().maxTiles());
        out.addProperty("resample", 2);
        out.addProperty("rescale_factor", 0.00392156862745098);
        JsonObject size = new JsonObject();
        size.addProperty("height", config.vision().imageSize());
        size.addProperty("width", config.vision().imageSize());
        out.add("size", size);
        return out;
    }

    /** {@code generation_config.json}. */
    JsonObject generation() {
        TextConfig text = config.text();
        JsonObject out = new JsonObject();
        out.addProperty("bos_token_id", text.bosTokenId());
        out.addProperty("do_sample", true);
        out.add("eos_token_id", numbers(text.eosTokenIds()));
        out.addProperty("pad_token_id", text.padTokenId());
        out.addProperty("temperature", 0.6);
        out.addProperty("top_p", 0.9);
        return out;
    }

    private static JsonArray numbers(List<? extends Number> values) {
        return list(values.stream().map(JsonPrimitive::new).toList());
    }

    private static JsonArray list(List<? extends JsonElement> elements) {
        JsonArray out = new JsonArray();
        elements.forEach(out::add);
        return out;
    }
}
