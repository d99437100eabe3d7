package trimscope.core.synthetic;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import trimscope.core.checkpoint.ElementType;
import trimscope.core.checkpoint.TensorEntry;

/**
 * Which tensors go into which file, in the published layout: {@code model-00001-of-00005.safetensors} and so on.
 *
 * @param shards tensors of each file, in order
 * @param type number format of all of them
 */
record ShardPlan(List<List<Tensor>> shards, ElementType type) {
    private static final int ALIGNMENT = 8;

    /**
     * A tensor to write.
     *
     * @param name published name
     * @param shape extents
     */
    record Tensor(String name, List<Long> shape) {
        long elements() {
            return TensorEntry.elements(shape);
        }
    }

    /** @param shapes canonical names with their shapes, in the order to write them */
    static ShardPlan of(Map<String, List<Long>> shapes, ElementType type, long shardBytes) {
        List<List<Tensor>> shards = new ArrayList<>();
        List<Tensor> open = new ArrayList<>();
        long bytes = 0;
        for (Map.Entry<String, List<Long>> entry : shapes.entrySet()) {
            Tensor tensor = new Tensor(publishedName(entry.getKey()), entry.getValue());
            long size = tensor.elements() * type.bytes();
            if (!open.isEmpty() && bytes + size > shardBytes) {
                shards.add(List.copyOf(open));
                open.clear();
                bytes = 0;
            }
            open.add(tensor);
            bytes += size;
        }
        shards.add(List.copyOf(open));
        return new ShardPlan(List.copyOf(shards), type);
    }

    /** The spelling of published folders (specification section 1.2). */
    static String publishedName(String canonical) {
        if (canonical.startsWith("language_model.")) {
            return "language_model.model." + canonical.substring("language_model.".length());
        }
        return canonical.startsWith("lm_head.") ? "language_model." + canonical : canonical;
    }

    String fileName(int shard) {
        return "model-%05d-of-%05d.safetensors".formatted(shard + 1, shards.size());
    }

    /** Bytes of all weights. */
    long bytes() {
        return shards.stream()
                .flatMap(List::stream)
                .mapToLong(tensor -> tensor.elements() * type.bytes())
                .sum();
    }

    /** The header of a file without its length: JSON, filled up so that the data is aligned. */
    byte[] header(int shard) {
        JsonObject header = new JsonObject();
        JsonObject metadata = new JsonObject();
        metadata.addProperty("format", "pt");
        header.add("__metadata__", metadata);
        long at = 0;
        for (Tensor tensor : shards.get(shard)) {
            JsonObject entry = new JsonObject();
            entry.addProperty("dtype", type.name());
            JsonArray shape = new JsonArray();
            tensor.shape().forEach(shape::add);
            entry.add("shape", shape);
            JsonArray offsets = new JsonArray();
            offsets.add(at);
            at += tensor.elements() * type.bytes();
            offsets.add(at);
            entry.add("data_offsets", offsets);
            header.add(tensor.name(), entry);
        }
        String json = header.toString();
        String padding = " ".repeat((ALIGNMENT - json.length() % ALIGNMENT) % ALIGNMENT);
        return (json + padding).getBytes(StandardCharsets.US_ASCII);
    }

    /** {@code model.safetensors.index.json}. */
    JsonObject index() {
        JsonObject map = new JsonObject();
        for (int shard = 0; shard < shards.size(); shard++) {
            for (Tensor tensor : shards.get(shard)) {
                map.addProperty(tensor.name(), fileName(shard));
            }
        }
        JsonObject metadata = new JsonObject();
        metadata.addProperty("total_size", bytes());
        JsonObject index = new JsonObject();
        index.add("metadata", metadata);
        index.add("weight_map", map);
        return index;
    }
}
