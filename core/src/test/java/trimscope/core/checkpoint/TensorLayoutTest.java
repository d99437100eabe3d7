package trimscope.core.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names and shapes of the published models, whose counts are known. */
class TensorLayoutTest {
    private static final String PUBLISHED = """
            {"architectures": ["MllamaForConditionalGeneration"], "image_token_index": 128256, "model_type": "mllama",
             "text_config": {"bos_token_id": 128000, "cross_attention_layers": [%s], "dropout": 0,
              "eos_token_id": [128001, 128008, 128009], "hidden_act": "silu", "hidden_size": %d,
              "intermediate_size": %d, "max_position_embeddings": 131072, "num_attention_heads": %d,
              "num_hidden_layers": %d, "num_key_value_heads": 8, "pad_token_id": 128004, "rms_norm_eps": 1e-05,
              "rope_scaling": {"factor": 8.0, "high_freq_factor": 4.0, "low_freq_factor": 1.0,
               "original_max_position_embeddings": 8192, "rope_type": "llama3"},
              "rope_theta": 500000.0, "tie_word_embeddings": false, "vocab_size": 128256},
             "torch_dtype": "bfloat16",
             "vision_config": {"attention_heads": 16, "hidden_act": "gelu", "hidden_size": 1280, "image_size": 560,
              "intermediate_layers_indices": [3, 7, 15, 23, 30], "intermediate_size": 5120, "max_num_tiles": 4,
              "norm_eps": 1e-05, "num_channels": 3, "num_global_layers": 8, "num_hidden_layers": 32, "patch_size": 14,
              "supported_aspect_ratios": [[1,1],[1,2],[1,3],[1,4],[2,1],[2,2],[3,1],[4,1]],
              "vision_output_dim": 7680}}
            """;

    @Test
    void elevenBillion() throws Exception {
        MllamaConfig config = published(4096, 14336, 32, 40);
        assertEquals(128, config.text().headSize());
        assertEquals(1601, config.vision().tokensPerTile());
        assertEquals(1608, config.vision().paddedTokensPerTile());
        Map<String, List<Long>> shapes = TensorLayout.of(config).shapes();
        assertEquals(906, shapes.size());
        assertEquals(10_670_220_835L, parameters(shapes));
        assertEquals(List.of(128_264L, 4096L), shapes.get("language_model.embed_tokens.weight"));
        assertEquals(List.of(1024L, 4096L), shapes.get("language_model.layers.38.cross_attn.v_proj.weight"));
        assertEquals(List.of(4096L, 7680L), shapes.get("multi_modal_projector.weight"));
        assertEquals(
                List.of(9L, 8_197_120L), shapes.get("vision_model.gated_positional_embedding.tile_embedding.weight"));
    }

    @Test
    void ninetyBillion() throws Exception {
        Map<String, List<Long>> shapes =
                TensorLayout.of(published(8192, 28672, 64, 100)).shapes();
        assertEquals(1494, shapes.size());
        assertEquals(88_593_355_323L, parameters(shapes));
        assertEquals(List.of(8192L, 7680L), shapes.get("multi_modal_projector.weight"));
    }

    private static MllamaConfig published(int hidden, int intermediate, int heads, int layers)
            throws CheckpointException {
        String cross = IntStream.range(0, layers / 5)
                .mapToObj(i -> String.valueOf(5 * i + 3))
                .collect(Collectors.joining(","));
        byte[] json =
                PUBLISHED.formatted(cross, hidden, intermediate, heads, layers).getBytes(StandardCharsets.UTF_8);
        return MllamaConfig.read(JsonFields.parse(Path.of("config.json"), json));
    }

    private static long parameters(Map<String, List<Long>> shapes) {
        return shapes.values().stream()
                .mapToLong(shape -> shape.stream().reduce(1L, Math::multiplyExact))
                .sum();
    }

    @ParameterizedTest
    @CsvSource({
        "language_model.model.norm.weight,         language_model.norm.weight",
        "model.language_model.norm.weight,         language_model.norm.weight",
        "language_model.lm_head.weight,            lm_head.weight",
        "lm_head.weight,                           lm_head.weight",
        "vision_model.class_embedding,             vision_model.class_embedding",
        "model.vision_model.class_embedding,       vision_model.class_embedding",
        "model.multi_modal_projector.bias,         multi_modal_projector.bias",
        "multi_modal_projector.bias,               multi_modal_projector.bias"
    })
    void bothStylesOfNamesAreOne(String stored, String canonical) {
        assertEquals(canonical, TensorLayout.canonicalName(stored));
    }
}
