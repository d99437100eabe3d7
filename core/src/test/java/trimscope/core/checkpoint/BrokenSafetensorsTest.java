package trimscope.core.checkpoint;

import static trimscope.core.checkpoint.TinyFolder.WEIGHTS;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One wrong thing in a safetensors file, one sentence about it. */
class BrokenSafetensorsTest {
    private static final byte[] NOTHING = {};

    /** The output matrix of tiny-a, [96, 32] in float32, is the file's first tensor; the embedding follows it. */
    private static final String FIRST = "language_model.lm_head.weight";

    @ParameterizedTest(name = "{0} = {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\u0000', textBlock = """
                    dtype        | "I8"              | stored as F32, F16 or BF16 (quantised and other number formats are not supported), found I8
                    dtype        | "U8"              | found U8
                    dtype        | "F8_E4M3"         | found F8_E4M3
                    dtype        | "F64"             | found F64
                    dtype        | "f32"             | found f32
                    dtype        | 32                | dtype must be a text, found 32
                    dtype        | absent            | described by dtype, shape and data_offsets, found [shape, data_offsets]
                    device       | "cpu"             | described by dtype, shape and data_offsets, found [dtype, shape, data_offsets, device]
                    dtype        | "BF16"            | must be 6144 bytes long as BF16 of shape [96, 32], found 12288 bytes
                    shape        | [32, 96]          | must be of shape [96, 32], as config.json implies, found [32, 96]
                    shape        | [3072]            | must be of shape [96, 32], as config.json implies, found [3072]
                    shape        | [96, 31]          | must be 11904 bytes long as F32 of shape [96, 31], found 12288 bytes
                    shape        | []                | must be 4 bytes long as F32 of shape [], found 12288 bytes
                    shape        | [96, 0]           | must be 0 bytes long as F32 of shape [96, 0]
                    shape        | [96, -32]         | shape must be a list of whole numbers
                    shape        | [96, 32.5]        | shape must be a list of whole numbers
                    shape        | [96, [32]]        | shape must be a list of whole numbers
                    shape        | 3072              | shape must be a list
                    shape        | [4294967296, 4294967296, 3072] | must be 226673591177742970257408 bytes long
                    data_offsets | [0]               | data_offsets must be a start and an end not before it, found [0]
                    data_offsets | [0, 1, 2]         | data_offsets must be a start and an end not before it
                    data_offsets | [12288, 0]        | data_offsets must be a start and an end not before it
                    data_offsets | [-1, 12287]       | data_offsets must be a list of whole numbers
                    data_offsets | ["0", "12288"]    | data_offsets must be a list of whole numbers
                    data_offsets | [0, 12284]        | must be 12288 bytes long as F32 of shape [96, 32], found 12284 bytes
                    data_offsets | [0, 999999999999999999] | must be 12288 bytes long
                    data_offsets | [4, 12292]        | must be at byte 0 where the tensor before it ends, found byte 4 (gap)
                    data_offsets | [457548, 469836]  | (gap)
                    """)
    void tensor(String member, String value, String sentence, @TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.single(folder);
        tiny.tensor(WEIGHTS, FIRST, member, value);
        tiny.assertRefused("model.safetensors: tensor \"language_model.", sentence);
    }

    @Test
    void overlap(@TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.single(folder);
        tiny.tensor(WEIGHTS, "language_model.model.embed_tokens.weight", "data_offsets", "[12284, 25596]");
        tiny.assertRefused(
                "tensor \"language_model.model.embed_tokens.weight\" must be at byte 12288",
                "found byte 12284 (overlap)");
    }

    @Test
    void tensorBehindTheEndOfTheFile(@TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.single(folder);
        tiny.header(
                WEIGHTS,
                header -> header.substring(0, header.length() - 1)
                        + ",\"late\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[457548,457556]}}");
        tiny.assertRefused("tensor \"late\" must be within the file's 457548 bytes of tensors", "cut short");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 1000, 400_000})
    void truncatedData(int missing, @TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.single(folder);
        byte[] whole = tiny.bytes(WEIGHTS);
        tiny.write(WEIGHTS, Arrays.copyOf(whole, whole.length - missing));
        tiny.assertRefused("model.safetensors: tensor \"", "so the file is cut short");
    }

    @ParameterizedTest
    @CsvSource({
        "0, at least 8 bytes long",
        "7, at least 8 bytes long",
        "8, the header must be",
        "18327, the header must be"
    })
    void truncatedHeader(int length, String sentence, @TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.single(folder);
        tiny.write(WEIGHTS, Arrays.copyOf(tiny.bytes(WEIGHTS), length));
        tiny.assertRefused("model.safetensors: ", sentence);
    }

    @Test
    void whatGitLeavesInPlaceOfALargeFile(@TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.single(folder);
        tiny.write(WEIGHTS, "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 4976698672\n");
        tiny.assertRefused("model.safetensors: holds no weights, only a pointer of Git LFS", "git lfs pull");
    }

    @Test
    void bytesBehindTheLastTensor(@TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.single(folder);
        byte[] whole = tiny.bytes(WEIGHTS);
        tiny.write(WEIGHTS, Arrays.copyOf(whole, whole.length + 3));
        tiny.assertRefused("the last tensor's end must be the end of the file at byte 457551, found byte 457548");
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 18446744073709551615 bytes",
        "-9223372036854775808, 9223372036854775808 bytes",
        "9223372036854775807, 9223372036854775807 bytes",
        "4294967296, 4294967296 bytes",
        "3, 3 bytes"
    })
    void headerLengthBeyondTheFile(long claimed, String found, @TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.single(folder);
        tiny.write(WEIGHTS, TinyFolder.safetensors(claimed, "{}".getBytes(StandardCharsets.UTF_8), NOTHING));
        tiny.assertRefused("model.safetensors: the header must be at most 2 bytes long", "found " + found);
    }

    @Test
    void headerLongerThanTheFormatAllows(@TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.single(folder);
        tiny.write(WEIGHTS, TinyFolder.safetensors(100_000_001, NOTHING, NOTHING));
        try (RandomAccessFile sparse = new RandomAccessFile(tiny.file(WEIGHTS).toFile(), "rw")) {
            sparse.setLength(200_000_000);
        }
        tiny.assertRefused("the header must be at most 100000000 bytes long", "found 100000001 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "\"text\"",
                "{",
                "{} {}",
                "{}x",
                "{\"a\":",
                "{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]},"
                        + "\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}",
                "{\"__metadata__\":{},\"__metadata__\":{}}",
                "{\"__metadata__\":{\"a\":[}}",
                "{'a':1}"
            })
    void headerThatIsNoJsonObject(String header, @TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.single(folder);
        byte[] bytes = header.getBytes(StandardCharsets.UTF_8);
        tiny.write(WEIGHTS, TinyFolder.safetensors(bytes.length, bytes, NOTHING));
        tiny.assertRefused("model.safetensors: the header must be valid JSON in UTF-8, found ");
    }

    @Test
    void headerThatIsNoUtf8(@TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.single(folder);
        byte[] bytes = "{\"é\":{}}".getBytes(StandardCharsets.ISO_8859_1);
        tiny.write(WEIGHTS, TinyFolder.safetensors(bytes.length, bytes, NOTHING));
        tiny.assertRefused("model.safetensors: the header must be valid JSON in UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "[]", "\"F32\"", "null"})
    void entryThatIsNoObject(String entry, @TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.single(folder);
        byte[] bytes = ("{\"a\":" + entry + "}").getBytes(StandardCharsets.UTF_8);
        tiny.write(WEIGHTS, TinyFolder.safetensors(bytes.length, bytes, NOTHING));
        tiny.assertRefused("model.safetensors: tensor \"a\" must be described by an object");
    }

    @Test
    void shapeOfAMillionDimensions(@TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.single(folder);
        tiny.tensor(WEIGHTS, FIRST, "shape", "[" + "1,".repeat(1_000_000) + "1]");
        tiny.assertRefused("model.safetensors: the header must be valid JSON in UTF-8, found too many values");
    }

    @Test
    void shapeBeyondEveryNumber(@TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.single(folder);
        tiny.tensor(WEIGHTS, FIRST, "shape", "[" + "999999999999999999,".repeat(80) + "1]");
        tiny.assertRefused(
                "model.safetensors: tensor \"language_model.lm_head.weight\" must be 399999", "found 12288 bytes");
    }

    @Test
    void emptyFileOfTensors(@TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.single(folder);
        tiny.write(WEIGHTS, TinyFolder.safetensors(2, "{}".getBytes(StandardCharsets.UTF_8), NOTHING));
        tiny.assertRefused(
                "model.safetensors: tensor \"language_model.embed_tokens.weight\" and 155 more must be there");
    }

    @Test
    void renamedTensorIsMissing(@TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.single(folder);
        tiny.header(WEIGHTS, header -> header.replace("vision_model.class_embedding", "vision_model.class"));
        tiny.assertRefused("model.safetensors: tensor \"vision_model.class_embedding\" must be there");
    }

    @Test
    void layerThatTheConfigurationDoesNotHave(@TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.single(folder);
        tiny.set("config.json", "text_config.num_hidden_layers", "5");
        tiny.assertRefused(
                "model.safetensors: tensor \"language_model.model.layers.5.input_layernorm.weight\" and 8 more must be absent");
    }

    @Test
    void sameTensorInBothStyles(@TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.single(folder);
        tiny.header(
                WEIGHTS,
                header -> header.replace("__metadata__", "lm_head.weight")
                        .replace(
                                "{\"format\":\"pt\"}",
                                "{\"dtype\":\"F32\",\"shape\":[96,32],\"data_offsets\":[457548,469836]}"));
        byte[] whole = tiny.bytes(WEIGHTS);
        tiny.write(WEIGHTS, Arrays.copyOf(whole, whole.length + 12288));
        tiny.assertRefused("tensor \"lm_head.weight\" must be stored once, found the same tensor");
    }

    @Test
    void namesThatWouldGarbleTheSentence(@TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.single(folder);
        String name = "a\\n\\u001b[2J" + "x".repeat(100_000);
        tiny.header(WEIGHTS, header -> header.replace(FIRST, name));
        tiny.tensor(WEIGHTS, "vision_model.class_embedding", "dtype", "\"I\\n8\"");
        tiny.assertRefused("model.safetensors: tensor \"vision_model.class_embedding\"");
        tiny.tensor(WEIGHTS, "vision_model.class_embedding", "dtype", "\"F32\"");
        tiny.assertRefused("model.safetensors: tensor \"lm_head.weight\" must be there");
    }

    /** Whatever happens to single bytes of length and header, it is a clear refusal or it does no harm. */
    @Test
    void flippedBytes(@TempDir Path folder) throws IOException {
        TinyFolder tiny = TinyFolder.single(folder);
        byte[] good = tiny.bytes(WEIGHTS);
        Random random = new Random(3);
        for (int round = 0; round < 1000; round++) {
            byte[] bad = good.clone();
            int at = random.nextInt(round % 10 == 0 ? 8 : 8 + 18_320);
            bad[at] ^= (byte) (1 << random.nextInt(8));
            tiny.write(WEIGHTS, bad);
            tiny.assertRefusedOrOpened();
        }
    }
}
