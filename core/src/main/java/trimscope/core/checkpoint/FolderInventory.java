package trimscope.core.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which files of a model folder are there, told without opening the weights: what a person must know of a download that is not
 * complete.
 *
 * @param modelType {@code model_type} of {@code config.json}; empty if that cannot be read
 * @param missing names of files that should be there; of those with two possible names the first, or both
 * @param shards files of weights that the folder should have
 * @param bytes of all files that are there
 */
public record FolderInventory(Optional<String> modelType, List<String> missing, int shards, long bytes) {
    /** The only architecture that this program runs. */
    public static final String MLLAMA = "mllama";

    private static final String CONFIG = "config.json";
    private static final String SINGLE_FILE = "model.safetensors";
    private static final List<List<String>> DOCUMENTS =
            List.of(List.of("preprocessor_config.json", "processor_config.json"), List.of("tokenizer.json"));

    public FolderInventory {
        missing = List.copyOf(missing);
    }

    /**
     * Looks into a folder; a link that leads nowhere counts as missing.
     *
     * @throws CheckpointException if it is no folder, or a closed one
     */
    public static FolderInventory of(Path path) throws CheckpointException {
        ModelFolder folder = ModelFolder.at(path);
        List<String> missing = new ArrayList<>();
        if (!folder.has(CONFIG)) {
            missing.add(CONFIG);
        }
        DOCUMENTS.stream()
                .filter(names -> names.stream().noneMatch(folder::has))
                .forEach(names -> missing.add(names.get(0)));
        List<String> shards = shards(folder, missing);
        shards.stream().filter(shard -> !folder.has(shard)).forEach(missing::add);
        return new FolderInventory(modelType(folder), missing, shards.size(), bytes(path));
    }

    private static Optional<String> modelType(ModelFolder folder) {
        try {
            return folder.has(CONFIG) ? Optional.of(folder.document(CONFIG).text("model_type")) : Optional.empty();
        } catch (CheckpointException e) {
            return Optional.empty();
        }
    }

    private static List<String> shards(ModelFolder folder, List<String> missing) {
        if (folder.has(SINGLE_FILE) || !folder.has(ShardIndex.FILE)) {
            if (!folder.has(SINGLE_FILE)) {
                missing.add(SINGLE_FILE + " or " + ShardIndex.FILE);
            }
            return List.of();
        }
        try {
            return List.copyOf(new TreeSet<>(ShardIndex.shards(folder)));
        } catch (CheckpointException e) {
            return List.of();
        }
    }

    private static long bytes(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            return 0;
        }
    }

    /** Missing files of weights. */
    public long missingShards() {
        return missing.stream().filter(name -> name.endsWith(".safetensors")).count();
    }
}
