package trimscope.core.reference;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * The tensors of one reference file, as Java arrays in row-major order. Independent of the program's own loader, so that
 * the two can be compared.
 */
public final class SafetensorsFixture {
    private record Entry(String type, List<Integer> shape, ByteBuffer data) {}

    private final Path file;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private SafetensorsFixture(Path file) {
        this.file = file;
    }

    /** Reads a whole file. */
    public static SafetensorsFixture read(Path file) throws IOException {
        SafetensorsFixture fixture = new SafetensorsFixture(file);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int headerLength = Math.toIntExact(bytes.getLong());
        String header = new String(bytes.array(), Long.BYTES, headerLength, StandardCharsets.UTF_8);
        JsonObject tensors = JsonParser.parseString(header).getAsJsonObject();
        tensors.remove("__metadata__");
        for (String name : tensors.keySet()) {
            JsonObject tensor = tensors.getAsJsonObject(name);
            JsonArray offsets = tensor.getAsJsonArray("data_offsets");
            int from = Long.BYTES + headerLength + offsets.get(0).getAsInt();
            int to = Long.BYTES + headerLength + offsets.get(1).getAsInt();
            ByteBuffer data = bytes.slice(from, to - from).order(ByteOrder.LITTLE_ENDIAN);
            fixture.entries.put(
                    name, new Entry(tensor.get("dtype").getAsString(), integers(tensor.getAsJsonArray("shape")), data));
        }
        return fixture;
    }

    /** All tensor names, in the order of the header. */
    public Set<String> names() {
        return entries.keySet();
    }

    public boolean contains(String name) {
        return entries.containsKey(name);
    }

    /** Sizes of the dimensions, the slowest first. */
    public List<Integer> shape(String name) {
        return entry(name).shape;
    }

    /** Values of a tensor of type F32 or BF16. */
    public float[] floats(String name) {
        Entry entry = entry(name);
        if (entry.type.equals("BF16")) {
            float[] values = new float[entry.data.capacity() / Short.BYTES];
            for (int i = 0; i < values.length; i++) {
                values[i] = Float.intBitsToFloat(entry.data.getShort(i * Short.BYTES) << 16);
            }
            return values;
        }
        float[] values = new float[data(name, "F32").capacity() / Float.BYTES];
        entry.data.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    /** Values of a tensor of type I64. */
    public long[] longs(String name) {
        ByteBuffer data = data(name, "I64");
        long[] values = new long[data.capacity() / Long.BYTES];
        data.asLongBuffer().get(values);
        return values;
    }

    /** Values of a tensor of type I32. */
    public int[] ints(String name) {
        ByteBuffer data = data(name, "I32");
        int[] values = new int[data.capacity() / Integer.BYTES];
        data.asIntBuffer().get(values);
        return values;
    }

    /** Values of a tensor of type U8. */
    public byte[] bytes(String name) {
        ByteBuffer data = data(name, "U8");
        byte[] values = new byte[data.capacity()];
        data.get(values);
        return values;
    }

    private ByteBuffer data(String name, String type) {
        Entry entry = entry(name);
        if (!entry.type.equals(type)) {
            throw new IllegalArgumentException(file + ": " + name + " is " + entry.type + ", asked for as " + type);
        }
        return entry.data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    }

    private Entry entry(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new NoSuchElementException(file + " has no tensor " + name + "; it has " + entries.keySet());
        }
        return entry;
    }

    private static List<Integer> integers(JsonArray array) {
        return array.asList().stream().map(JsonElement::getAsInt).toList();
    }
}
