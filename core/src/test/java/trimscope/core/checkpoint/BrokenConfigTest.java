package trimscope.core.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One wrong thing in the folder or its JSON documents, one sentence about it. */
class BrokenConfigTest {
    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\u0000', textBlock = """
                    # key                      | value         | sentence
                    model_type                 | "llama"       | model_type must be "mllama", found "llama"
                    model_type                 | absent        | model_type must be a text, found nothing
                    model_type                 | 3             | model_type must be a text, found 3
                    quantization_config        | {"quant_method": "bitsandbytes", "load_in_4bit": true} | quantised with bitsandbytes, which is not supported
                    quantization_config        | {}            | quantised with an unnamed format, which is not supported
                    compression_config         | {"quant_method": "compressed-tensors"} | quantised with compressed-tensors
                    torch_dtype                | "float8_e4m3fn" | torch_dtype must be float32, float16 or bfloat16
                    dtype                      | "int8"        | dtype must be float32, float16 or bfloat16
                    text_config                | absent        | text_config must be an object, found nothing
                    vision_config              | []            | vision_config must be an object, found []
                    image_token_index          | 104           | image_token_index must be a whole number from 0 to 103, found 104
                    text_config.hidden_size    | absent        | text_config.hidden_size must be a whole number from 1 to 262144, found nothing
                    text_config.hidden_size    | null          | text_config.hidden_size must be a whole number from 1 to 262144, found null
                    text_config.hidden_size    | "32"          | text_config.hidden_size must be a whole number from 1 to 262144, found "32"
                    text_config.hidden_size    | 32.0          | text_config.hidden_size must be a whole number from 1 to 262144, found 32.0
                    text_config.hidden_size    | 0             | text_config.hidden_size must be a whole number
                    text_config.hidden_size    | -32           | text_config.hidden_size must be a whole number
                    text_config.hidden_size    | 4294967328    | text_config.hidden_size must be a whole number
                    text_config.hidden_size    | 99999999999999999999999 | text_config.hidden_size must be a whole number
                    text_config.hidden_size    | 1e999999999   | text_config.hidden_size must be a whole number
                    text_config.num_attention_heads | 3        | text_config.num_attention_heads must be a divisor of hidden_size 32
                    text_config.num_attention_heads | 32       | that leaves an even head size, found 32
                    text_config.num_key_value_heads | 3        | text_config.num_key_value_heads must be a divisor of num_attention_heads 4
                    text_config.num_hidden_layers | 2000000000 | text_config.num_hidden_layers must be a whole number from 1 to 1024
                    text_config.cross_attention_layers | [1, 6] | text_config.cross_attention_layers must be a list of whole numbers from 0 to 5, found [1,6]
                    text_config.cross_attention_layers | [4, 1] | text_config.cross_attention_layers must be in ascending order
                    text_config.cross_attention_layers | [1, 1] | text_config.cross_attention_layers must be in ascending order
                    text_config.cross_attention_layers | []    | text_config.cross_attention_layers must be a list of at least one number
                    text_config.cross_attention_layers | 1     | text_config.cross_attention_layers must be a list
                    text_config.hidden_act     | "gelu"        | text_config.hidden_act must be "silu"
                    text_config.tie_word_embeddings | true     | text_config.tie_word_embeddings must be false
                    text_config.rms_norm_eps   | 0             | text_config.rms_norm_eps must be a number above 0.0
                    text_config.rms_norm_eps   | 1e999         | text_config.rms_norm_eps must be a number above 0.0
                    text_config.rope_theta     | absent        | text_config.rope_theta must be a number
                    text_config.rope_scaling   | {"rope_type": "yarn"} | text_config.rope_scaling.rope_type must be "llama3" or "default", found "yarn"
                    text_config.rope_scaling   | {"type": "linear"} | text_config.rope_scaling.type must be "llama3" or "default", found "linear"
                    text_config.rope_scaling   | {"factor": 8} | text_config.rope_scaling.rope_type must be a text, found nothing
                    text_config.rope_scaling   | {"rope_type": "llama3", "factor": 8} | text_config.rope_scaling.low_freq_factor must be a number
                    text_config.rope_scaling   | {"rope_type": "llama3", "factor": 8, "low_freq_factor": 4, "high_freq_factor": 4} | high_freq_factor must be a number above 4.0
                    text_config.rope_parameters | {"rope_type": "default", "rope_theta": 5} | text_config.rope_theta must be equal to rope_parameters.rope_theta 5.0, found 10000.0
                    text_config.eos_token_id   | []            | text_config.eos_token_id must be a list of at least one number
                    text_config.eos_token_id   | [86, -1]      | text_config.eos_token_id must be a list of whole numbers from 0 to 103
                    text_config.eos_token_id   | "stop"        | text_config.eos_token_id must be a whole number
                    text_config.pad_token_id   | absent        | text_config.pad_token_id must be a whole number
                    text_config.max_position_embeddings | 0    | text_config.max_position_embeddings must be a whole number
                    vision_config.hidden_act   | "gelu_pytorch_tanh" | vision_config.hidden_act must be "gelu"
                    vision_config.num_channels | 1             | vision_config.num_channels must be 3
                    vision_config.attention_heads | 5          | vision_config.attention_heads must be a divisor of hidden_size 24
                    vision_config.image_size   | 30            | vision_config.patch_size must be a divisor of image_size 30
                    vision_config.image_size   | 1000000       | vision_config.image_size must be a whole number
                    vision_config.patch_size   | 29            | vision_config.patch_size must be a whole number from 1 to 28
                    vision_config.max_num_tiles | 0            | vision_config.max_num_tiles must be a whole number from 1 to 64
                    vision_config.max_num_tiles | 5            | vision_config.supported_aspect_ratios must be a list of 10 pairs (arrangements of up to 5 tiles)
                    vision_config.vision_output_dim | 97       | vision_config.vision_output_dim must be 96
                    vision_config.intermediate_layers_indices | [0, 1, 4] | vision_config.intermediate_layers_indices must be a list of whole numbers from 0 to 3
                    vision_config.intermediate_layers_indices | [1, 0, 3] | vision_config.intermediate_layers_indices must be in ascending order
                    vision_config.supported_aspect_ratios | absent | vision_config.supported_aspect_ratios must be a list, found nothing
                    vision_config.norm_eps     | -1            | vision_config.norm_eps must be a number above 0.0
                    """)
    void config(String key, String value, String sentence, @TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.single(folder);
        tiny.set("config.json", key, value);
        tiny.assertRefused("config.json: ", sentence);
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\u0000', textBlock = """
                    size            | 28                | size must be an object
                    size.height     | 27                | size.height must be 28 (image_size in config.json), found 27
                    size.width      | absent            | size.width must be a whole number
                    max_image_tiles | 3                 | max_image_tiles must be 4 (max_num_tiles in config.json), found 3
                    resample        | 3                 | resample must be 2 (bilinear), found 3
                    do_resize       | false             | do_resize must be true, found false
                    do_rescale      | absent            | do_rescale must be true, found nothing
                    do_normalize    | "true"            | do_normalize must be true, found "true"
                    image_mean      | [0.5, 0.5]        | image_mean must be a list of 3 numbers
                    image_mean      | [0.5, 0.5, "x"]   | image_mean must be a list of numbers above
                    image_std       | [0.5, 0.0, 0.5]   | image_std must be a list of numbers above 0.0
                    rescale_factor  | absent            | rescale_factor must be a number above 0.0
                    """)
    void preprocessor(String key, String value, String sentence, @TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.single(folder);
        tiny.set("preprocessor_config.json", key, value);
        tiny.assertRefused("preprocessor_config.json: ", sentence);
    }

    @Test
    void processorConfigWithoutImagePart(@TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.single(folder);
        tiny.delete("preprocessor_config.json");
        tiny.write("processor_config.json", "{\"processor_class\": \"MllamaProcessor\"}");
        tiny.assertRefused("processor_config.json: image_processor must be an object, found nothing");
    }

    @Test
    void stopTokenBeyondTheEmbedding(@TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.single(folder);
        tiny.set("generation_config.json", "eos_token_id", "[86, 104]");
        tiny.assertRefused("generation_config.json: eos_token_id", "from 0 to 103, found [86,104]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "preprocessor_config.json"})
    void missingFile(String name, @TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.single(folder);
        tiny.delete(name);
        tiny.assertRefused(name + ": this file must be in the model folder, found nothing there");
    }

    @Test
    void missingWeights(@TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.single(folder);
        tiny.delete(TinyFolder.WEIGHTS);
        tiny.assertRefused("a folder with model.safetensors or model.safetensors.index.json, found neither");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "generation_config.json", "preprocessor_config.json", "model.safetensors"})
    void folderInPlaceOfAFile(String name, @TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.single(folder);
        tiny.delete(name);
        Files.createDirectory(tiny.file(name));
        tiny.assertRefused(name + ": this file must be in the model folder, found something that is no file");
    }

    @Test
    void missingFolderAndFileInPlaceOfIt(@TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.single(folder);
        TinyFolder.at(tiny.file("nowhere")).assertRefused("nowhere: the model must be a folder, found nothing there");
        TinyFolder.at(tiny.file("config.json")).assertRefused("config.json: the model must be a folder, found a file");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0000', textBlock = """
                    ''                         | End of input
                    {"model_type": "mllama"    | End of input
                    {"a": 1, "a": 1}           | duplicate key "a"
                    {"a": 1} {}                | Malformed
                    {'a': 1}                   | Malformed
                    {"a": NaN}                 | Malformed
                    {"a": "\\ud8"}             | Malformed
                    """)
    void brokenJson(String text, String reason, @TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.single(folder);
        tiny.write("config.json", text.equals("''") ? "" : text);
        tiny.assertRefused("config.json: the text must be valid JSON in UTF-8, found ", reason);
    }

    @Test
    void jsonThatIsNoObject(@TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.single(folder);
        tiny.write("config.json", "[1, 2]");
        tiny.assertRefused("config.json: the text must be a JSON object, found [1,2]");
    }

    @Test
    void textThatIsNoUtf8(@TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.single(folder);
        tiny.write("config.json", "{\"é\": 1}".getBytes(StandardCharsets.ISO_8859_1));
        tiny.assertRefused("config.json: the text must be valid JSON in UTF-8");
    }

    @Test
    void deepNesting(@TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.single(folder);
        tiny.write("config.json", "{\"a\":" + "[".repeat(100_000));
        tiny.assertRefused("config.json: the text must be valid JSON in UTF-8");
    }

    @Test
    void moreValuesThanAnyConfig(@TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.single(folder);
        tiny.write("config.json", "{\"a\":[" + "0,".repeat(1_000_000) + "0]}");
        tiny.assertRefused("config.json: the text must be valid JSON in UTF-8, found too many values");
    }

    @Test
    void documentTooLongToRead(@TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.single(folder);
        tiny.write("config.json", new byte[4_000_001]);
        tiny.assertRefused("config.json: the text must be at most 4000000 bytes long, found 4000001 bytes");
    }

    /** Whatever happens to single bytes of the configuration, it is a clear refusal or it does no harm. */
    @Test
    void flippedBytes(@TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.single(folder);
        byte[] good = tiny.bytes("config.json");
        Random random = new Random(5);
        for (int round = 0; round < 1000; round++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            tiny.write("config.json", bad);
            tiny.assertRefusedOrOpened();
        }
    }
}
