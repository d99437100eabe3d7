package trimscope.core.checkpoint;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * {@code model.safetensors.index.json}: which shard holds which tensor. The index and the shards must say the same; a
 * folder where they differ is a mixture of two downloads.
 */
final class ShardIndex {
    static final String FILE = "model.safetensors.index.json";

    /** A plain name in the same folder; anything else could lead out of it. */
    private static final Pattern SHARD_NAME = Pattern.compile("\\w[\\w.-]*\\.safetensors");

    private ShardIndex() {}

    /** The tensors of all shards, under the names that stand in them. */
    static List<TensorEntry> tensors(ModelFolder folder) throws CheckpointException {
        JsonFields index = folder.document(FILE);
        List<TensorEntry> tensors = new ArrayList<>();
        for (Map.Entry<String, Set<String>> shard :
                namesByShard(index.object("weight_map")).entrySet()) {
            Path file = folder.file(shard.getKey());
            List<TensorEntry> found = SafetensorsHeader.read(file);
            requireNames(file, shard.getValue(), found);
            tensors.addAll(found);
        }
        if (index.has("metadata")) {
            requireTotalSize(index.object("metadata"), tensors);
        }
        return tensors;
    }

    /** The files that the index names. */
    static Set<String> shards(ModelFolder folder) throws CheckpointException {
        return namesByShard(folder.document(FILE).object("weight_map")).keySet();
    }

    private static Map<String, Set<String>> namesByShard(JsonFields weightMap) throws CheckpointException {
        Map<String, Set<String>> names = new LinkedHashMap<>();
        for (String tensor : weightMap.keys()) {
            String shard = weightMap.text(tensor);
            if (!SHARD_NAME.matcher(shard).matches()) {
                throw weightMap.invalid(tensor, "the plain name of a .safetensors file in the same folder");
            }
            names.computeIfAbsent(shard, first -> new TreeSet<>()).add(tensor);
        }
        return names;
    }

    private static void requireNames(Path file, Set<String> expected, List<TensorEntry> found)
            throws CheckpointException {
        Set<String> missing = new TreeSet<>(expected);
        for (TensorEntry entry : found) {
            if (!missing.remove(entry.name())) {
                throw CheckpointException.mismatch(
                        file, entry.subject(), "listed for this shard in " + FILE, "no such line");
            }
        }
        if (!missing.isEmpty()) {
            throw CheckpointException.mismatch(
                    file, TensorLayout.summary(missing), "in this shard according to " + FILE, "nothing");
        }
    }

    private static void requireTotalSize(JsonFields metadata, List<TensorEntry> tensors) throws CheckpointException {
        long bytes = tensors.stream().mapToLong(TensorEntry::bytes).sum();
        if (metadata.has("total_size") && metadata.longInteger("total_size", 0, Long.MAX_VALUE) != bytes) {
            throw metadata.invalid("total_size", bytes + ", the bytes of all tensors in the shards");
        }
    }
}
