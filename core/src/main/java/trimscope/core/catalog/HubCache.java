package trimscope.core.catalog;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import trimscope.core.checkpoint.CheckpointException;
import trimscope.core.checkpoint.FolderInventory;

/**
 * The cache that {@code hf download} and the Python libraries fill: {@code models--ORG--NAME/snapshots/REVISION} with links into
 * {@code blobs}, and {@code refs/BRANCH} with the revision that a branch had. Only read, never changed.
 */
public final class HubCache {
    private static final String PREFIX = "models--";
    private static final String UNFINISHED = "*.incomplete";
    private static final int SHORT_HASH = 8;

    private final Path folder;

    private HubCache(Path folder) {
        this.folder = folder;
    }

    /** The cache in a folder. */
    public static HubCache in(Path folder) {
        return new HubCache(folder);
    }

    /** This user's cache; it need not exist. */
    public static HubCache ofUser() {
        return in(folder(System::getenv, Path.of(System.getProperty("user.home", "."))));
    }

    /**
     * {@code HF_HUB_CACHE}, else {@code HF_HOME/hub}, else {@code XDG_CACHE_HOME/huggingface/hub} or {@code ~/.cache/huggingface/hub}.
     *
     * @param environment environment variable to its value or null
     */
    static Path folder(UnaryOperator<@Nullable String> environment, Path home) {
        String cache = environment.apply("HF_HUB_CACHE");
        if (cache != null && !cache.isBlank()) {
            return expanded(cache, home);
        }
        String hubHome = environment.apply("HF_HOME");
        if (hubHome != null && !hubHome.isBlank()) {
            return expanded(hubHome, home).resolve("hub");
        }
        String caches = environment.apply("XDG_CACHE_HOME");
        Path base = caches == null || caches.isBlank() ? home.resolve(".cache") : expanded(caches, home);
        return base.resolve("huggingface").resolve("hub");
    }

    /** A leading ~ is the home folder, as the Python library has it. */
    private static Path expanded(String path, Path home) {
        return path.equals("~") || path.startsWith("~/")
                ? home.resolve(path.substring(Math.min(2, path.length())))
                : Path.of(path);
    }

    /** Where it is. */
    public Path folder() {
        return folder;
    }

    /**
     * The folder of a model that a person named by its folder or, as on its page, by its name: of the snapshots of that name the one
     * that is the main branch's. What is found under neither stays as it is.
     */
    public Path located(Path named) {
        if (Files.exists(named)) {
            return named;
        }
        String name = named.toString().replace('\\', '/');
        return snapshots(folder.resolve(PREFIX + name.replace("/", "--"))).stream()
                .findFirst()
                .map(CatalogEntry::folder)
                .orElse(named);
    }

    /** All snapshots of Llama-3.2-Vision, complete or not, by name; other models are left out. */
    public List<CatalogEntry> entries() {
        List<CatalogEntry> found = new ArrayList<>();
        for (Path repository : list(folder, PREFIX + "*")) {
            found.addAll(snapshots(repository));
        }
        return List.copyOf(found);
    }

    private static List<CatalogEntry> snapshots(Path repository) {
        String name =
                repository.getFileName().toString().substring(PREFIX.length()).replace("--", "/");
        Optional<String> main = read(repository.resolve("refs").resolve("main"));
        List<Path> unfinished = list(repository.resolve("blobs"), UNFINISHED);
        long unfinishedBytes =
                unfinished.stream().mapToLong(file -> file.toFile().length()).sum();
        List<CatalogEntry> found = new ArrayList<>();
        for (Path snapshot : list(repository.resolve("snapshots"), "*")) {
            if (type(snapshot).map(FolderInventory.MLLAMA::equals).orElseGet(() -> speaksOfTheModel(name))) {
                String hash = snapshot.getFileName().toString();
                boolean isMain = main.equals(Optional.of(hash));
                String revision = (isMain ? "main " : "") + hash.substring(0, Math.min(SHORT_HASH, hash.length()));
                CatalogEntry entry = CatalogEntry.of(name, Optional.of(revision), snapshot);
                found.add(
                        unfinished.isEmpty()
                                ? entry
                                : entry.withUnfinishedDownload(unfinished.size(), unfinishedBytes));
            }
        }
        found.sort(Comparator.comparing(entry -> !entry.revision().orElse("").startsWith("main ")));
        return found;
    }

    private static Optional<String> type(Path snapshot) {
        try {
            return FolderInventory.of(snapshot).modelType();
        } catch (CheckpointException e) {
            return Optional.empty();
        }
    }

    /** A download that has not come to its configuration can be told by its name only. */
    private static boolean speaksOfTheModel(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.contains("llama-3.2") && lower.contains("vision");
    }

    private static Optional<String> read(Path file) {
        try {
            return Files.isReadable(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Sorted; nothing if the folder is not there or closed. */
    private static List<Path> list(Path folder, String pattern) {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, pattern)) {
            entries.forEach(found::add);
        } catch (IOException e) {
            return List.of();
        }
        found.sort(Comparator.naturalOrder());
        return found;
    }
}
