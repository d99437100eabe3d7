package trimscope.core.catalog;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import trimscope.core.checkpoint.Checkpoint;
import trimscope.core.checkpoint.CheckpointException;
import trimscope.core.checkpoint.FolderInventory;

/**
 * A model folder and what can be told of it without loading.
 *
 * @param name for people, such as {@code meta-llama/Llama-3.2-11B-Vision-Instruct}
 * @param revision of a downloaded snapshot: its branch if known, and the beginning of its hash
 * @param folder where it lies
 * @param bytes on disk
 * @param checkpoint its headers; empty if it cannot be loaded
 * @param problem why it cannot be loaded, in one sentence
 */
public record CatalogEntry(
        String name,
        Optional<String> revision,
        Path folder,
        long bytes,
        Optional<Checkpoint> checkpoint,
        Optional<String> problem) {
    /** Most names of missing files in a sentence. */
    private static final int MOST_NAMES = 3;

    /** Looks into a folder that a person named. */
    public static CatalogEntry of(Path folder) {
        Path name = folder.getFileName();
        return of(name == null ? folder.toString() : name.toString(), Optional.empty(), folder);
    }

    /** Looks into a folder that people know by another name. */
    public static CatalogEntry of(String name, Path folder) {
        return of(name, Optional.empty(), folder);
    }

    static CatalogEntry of(String name, Optional<String> revision, Path folder) {
        long bytes = 0;
        Optional<Checkpoint> checkpoint = Optional.empty();
        Optional<String> problem;
        try {
            FolderInventory inventory = FolderInventory.of(folder);
            bytes = inventory.bytes();
            problem = problem(inventory);
            if (problem.isEmpty()) {
                checkpoint = Optional.of(Checkpoint.open(folder));
            }
        } catch (CheckpointException e) {
            // The folder is told beside the problem; before it, a long one would push it out of sight.
            problem = Optional.of(String.valueOf(e.getMessage()).replace(folder + File.separator, ""));
        }
        return new CatalogEntry(name, revision, folder, bytes, checkpoint, problem);
    }

    private static Optional<String> problem(FolderInventory inventory) {
        Optional<String> otherType = inventory.modelType().filter(type -> !type.equals(FolderInventory.MLLAMA));
        if (otherType.isPresent()) {
            return Optional.of("a model of type " + otherType.get() + ", not Llama-3.2-Vision (mllama)");
        }
        if (inventory.missing().isEmpty()) {
            return Optional.empty();
        }
        String names =
                String.join(", ", inventory.missing().stream().limit(MOST_NAMES).toList());
        int more = inventory.missing().size() - MOST_NAMES;
        String shards = inventory.missingShards() == 0
                ? ""
                : inventory.missingShards() + " of " + inventory.shards() + " files of weights; ";
        return Optional.of("missing: " + shards + names + (more > 0 ? " and " + more + " more" : ""));
    }

    /** Whether it can be loaded. */
    public boolean isComplete() {
        return checkpoint.isPresent();
    }

    CatalogEntry withUnfinishedDownload(int files, long unfinishedBytes) {
        return new CatalogEntry(
                name,
                revision,
                folder,
                bytes,
                checkpoint,
                problem.map(sentence -> sentence + "; a download of " + files + (files == 1 ? " file" : " files")
                        + " is unfinished (" + unfinishedBytes / 1_000_000 + " MB so far)"));
    }
}
