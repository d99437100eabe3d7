package trimscope.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.checkpoint.ElementType;
import trimscope.core.checkpoint.TensorEntry;
import trimscope.core.device.ComputeDevice;
import trimscope.core.model.ModelOptions.Precision;

/** Tensors of every number format at every offset, exactly: files written here against what is mapped or copied. */
class WeightsTest {
    private final Random random = new Random(7);
    private final Map<String, float[]> wanted = new HashMap<>();

    @TempDir
    Path folder;

    /** The tiny checkpoint with other contents: formats in turn, the data beginning at {@code remainder} modulo 4. */
    private Checkpoint write(int remainder, List<ElementType> formats) throws Exception {
        ReferenceSet set = ReferenceSet.own("tiny-c");
        for (String name : List.of("config.json", "generation_config.json", "preprocessor_config.json")) {
            Files.copy(set.folder().resolve(name), folder.resolve(name));
        }
        JsonObject header = new JsonObject();
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        int turn = 0;
        for (TensorEntry entry : Checkpoint.open(set.folder()).tensors()) {
            ElementType type = formats.get(turn++ % formats.size());
            int from = data.size();
            data.writeBytes(numbers(entry, type));
            JsonArray shape = new JsonArray();
            entry.shape().forEach(shape::add);
            JsonArray offsets = new JsonArray();
            offsets.add(from);
            offsets.add(data.size());
            JsonObject described = new JsonObject();
            described.addProperty("dtype", type.name());
            described.add("shape", shape);
            described.add("data_offsets", offsets);
            header.add("model." + entry.name().replaceFirst("^model\\.", ""), described);
        }
        save(header.toString().replace("\"model.lm_head", "\"lm_head"), remainder, data.toByteArray());
        return Checkpoint.open(folder);
    }

    private void save(String header, int remainder, byte[] data) throws IOException {
        StringBuilder padded = new StringBuilder(header);
        while ((Long.BYTES + padded.length()) % 4 != remainder) {
            padded.append(' ');
        }
        ByteBuffer file = ByteBuffer.allocate(Long.BYTES + padded.length() + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(padded.length())
                .put(padded.toString().getBytes(StandardCharsets.US_ASCII))
                .put(data);
        Files.write(folder.resolve("model.safetensors"), file.array());
    }

    /** Any finite bit patterns: subnormal numbers, zeros of both signs, the largest ones. */
    private byte[] numbers(TensorEntry entry, ElementType type) {
        int count = Math.toIntExact(entry.elements());
        ByteBuffer bytes = ByteBuffer.allocate(count * type.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            int bits = i == 0 ? 0x8000_0000 : random.nextInt();
            switch (type) {
                case F32 -> {
                    values[i] = finite(bits);
                    bytes.putFloat(values[i]);
                }
                case BF16 -> {
                    values[i] = finite(bits & 0xffff_0000);
                    bytes.putShort((short) (Float.floatToRawIntBits(values[i]) >> 16));
                }
                case F16 -> {
                    int half = bits >>> 16;
                    half = (half & 0x7c00) == 0x7c00 ? half & 0x83ff : half;
                    values[i] = half(half);
                    bytes.putShort((short) half);
                }
            }
        }
        wanted.put(entry.name(), values);
        return bytes.array();
    }

    private static float finite(int bits) {
        float value = Float.intBitsToFloat(bits);
        return Float.isFinite(value) ? value : Float.intBitsToFloat(bits & 0x807f_0000);
    }

    /** IEEE 754 binary16 by its definition. */
    private static float half(int bits) {
        int exponent = bits >> 10 & 31;
        double fraction = (bits & 1023) / 1024.0;
        double magnitude = exponent == 0 ? fraction * Math.pow(2, -14) : (1 + fraction) * Math.pow(2, exponent - 15);
        return (float) ((bits & 0x8000) == 0 ? magnitude : -magnitude);
    }

    private void assertExact(Checkpoint checkpoint, Precision precision) throws Exception {
        try (Kernels kernels = Kernels.load(ComputeDevice.CPU, 1);
                Weights weights = Weights.load(
                        kernels,
                        checkpoint,
                        ModelOptions.defaults().withPrecision(precision),
                        LoadProgress.NONE,
                        new Cancellation())) {
            assertEquals(wanted.size(), checkpoint.tensors().size());
            HeldNumbers held = new HeldNumbers(kernels, weights, checkpoint);
            wanted.forEach((name, values) -> assertArrayEquals(values, held.of(name), name));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void everyFormatAtEveryOffset(int remainder) throws Exception {
        Checkpoint checkpoint = write(remainder, List.of(ElementType.BF16, ElementType.F32, ElementType.F16));
        assertExact(checkpoint, Precision.FLOAT32);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void bfloat16StaysBfloat16(int remainder) throws Exception {
        Checkpoint checkpoint = write(remainder, List.of(ElementType.BF16));
        assertExact(checkpoint, Precision.BFLOAT16);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void float16StaysFloat16(int remainder) throws Exception {
        Checkpoint checkpoint = write(remainder, List.of(ElementType.F16));
        assertExact(checkpoint, Precision.FLOAT16);
    }

    @Test
    void float32IsRoundedToBfloat16() throws Exception {
        Checkpoint checkpoint = write(0, List.of(ElementType.F32));
        wanted.values().forEach(values -> {
            for (int i = 0; i < values.length; i++) {
                values[i] = nearestEven(values[i]);
            }
        });
        assertExact(checkpoint, Precision.BFLOAT16);
    }

    private static float nearestEven(float value) {
        int bits = Float.floatToRawIntBits(value);
        return Float.intBitsToFloat((bits + 0x7fff + (bits >> 16 & 1)) & 0xffff_0000);
    }
}
