package trimscope.core.checkpoint;

import static trimscope.core.checkpoint.TinyFolder.FIRST_SHARD;
import static trimscope.core.checkpoint.TinyFolder.INDEX;
import static trimscope.core.checkpoint.TinyFolder.SECOND_SHARD;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One contradiction between an index and its shards, one sentence about it. */
class BrokenIndexTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "../model-00001-of-00002.safetensors",
                "/etc/passwd",
                "sub/model-00001-of-00002.safetensors",
                "..\\\\model-00001-of-00002.safetensors",
                "C:model.safetensors",
                "..",
                "",
                ".safetensors",
                "\\u0000.safetensors",
                "pytorch_model-00001-of-00002.bin"
            })
    void shardOutsideTheFolderOrOfAnotherKind(String shard, @TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.sharded(folder);
        tiny.replace(INDEX, FIRST_SHARD, shard);
        tiny.assertRefused(
                "model.safetensors.index.json: weight_map.lm_head.weight must be the plain name of a .safetensors file");
    }

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\u0000', textBlock = """
                    weight_map          | absent | weight_map must be an object, found nothing
                    weight_map          | []     | weight_map must be an object, found []
                    weight_map          | {}     | tensor "language_model.embed_tokens.weight" and 171 more must be there
                    metadata            | 5      | metadata must be an object
                    metadata.total_size | 302937 | metadata.total_size must be 302938, the bytes of all tensors in the shards, found 302937
                    metadata.total_size | -1     | metadata.total_size must be a whole number
                    """)
    void index(String key, String value, String sentence, @TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.sharded(folder);
        if (key.equals("weight_map")) {
            tiny.set(INDEX, "metadata", "absent");
        }
        tiny.set(INDEX, key, value);
        tiny.assertRefused("model.safetensors.index.json: ", sentence);
    }

    @Test
    void shardNameThatIsNoText(@TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.sharded(folder);
        tiny.replace(INDEX, "\"lm_head.weight\": \"" + FIRST_SHARD + "\"", "\"lm_head.weight\": 1");
        tiny.assertRefused("model.safetensors.index.json: weight_map.lm_head.weight must be a text, found 1");
    }

    @Test
    void missingShard(@TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.sharded(folder);
        tiny.delete(SECOND_SHARD);
        tiny.assertRefused(SECOND_SHARD + ": this file must be in the model folder, found nothing there");
    }

    @Test
    void tensorInAnotherShardThanTheIndexSays(@TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.sharded(folder);
        tiny.replace(
                INDEX, "\"lm_head.weight\": \"" + FIRST_SHARD + "\"", "\"lm_head.weight\": \"" + SECOND_SHARD + "\"");
        tiny.assertRefused("tensor \"lm_head.weight\" must be ", "model.safetensors.index.json");
    }

    @Test
    void tensorThatTheIndexDoesNotKnow(@TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.sharded(folder);
        tiny.replace(INDEX, "\"lm_head.weight\": \"" + FIRST_SHARD + "\",", "");
        tiny.assertRefused(FIRST_SHARD
                + ": tensor \"lm_head.weight\" must be listed for this shard in model.safetensors.index.json");
    }

    @Test
    void tensorThatOnlyTheIndexKnows(@TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.sharded(folder);
        tiny.replace(INDEX, "\"lm_head.weight\":", "\"lm_head.bias\": \"" + FIRST_SHARD + "\", \"lm_head.weight\":");
        tiny.assertRefused(FIRST_SHARD
                + ": tensor \"lm_head.bias\" must be in this shard according to model.safetensors.index.json");
    }

    @Test
    void tensorTwiceInTheIndex(@TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.sharded(folder);
        String line = "\"lm_head.weight\": \"" + FIRST_SHARD + "\",";
        tiny.replace(INDEX, line, line + line);
        tiny.assertRefused(
                "model.safetensors.index.json: the text must be valid JSON", "duplicate key \"lm_head.weight\"");
    }

    @Test
    void truncatedShard(@TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.sharded(folder);
        byte[] whole = tiny.bytes(SECOND_SHARD);
        tiny.write(SECOND_SHARD, Arrays.copyOf(whole, whole.length / 2));
        tiny.assertRefused(SECOND_SHARD + ": tensor \"", "so the file is cut short");
    }
}
