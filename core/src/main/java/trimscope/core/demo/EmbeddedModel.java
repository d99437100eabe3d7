package trimscope.core.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import trimscope.core.file.CacheFolder;
import trimscope.core.file.FileFault;

/**
 * The model that the program carries with it, as a checkpoint folder on disk: weights are mapped into memory, and only a
 * real file can be mapped.
 *
 * <p>The files are unpacked once into a cache folder whose name comes from their hashes, so that another version of the
 * model gets another folder. Each start checks every file by its SHA-256 (tens of milliseconds) and unpacks again what
 * is missing or damaged. A file appears under its name only when it is complete and right, and one process at a time
 * unpacks.
 */
public final class EmbeddedModel {
    private static final String RESOURCES = "checkpoint/";
    /** The files and their hashes, as {@code sha256sum} writes them. */
    private static final String MANIFEST = "checkpoint.sha256";

    private static final int BUFFER = 1 << 16;

    private EmbeddedModel() {}

    /**
     * The checkpoint folder in this user's cache, which the system property {@code trimscope.cache} can move elsewhere.
     *
     * @throws IOException with one sentence for the user, if the files can be neither found nor unpacked there
     */
    public static Path folder() throws IOException {
        return folder(CacheFolder.current());
    }

    /**
     * The checkpoint folder in the given cache folder, which is made if need be.
     *
     * @throws IOException with one sentence for the user, if the files can be neither found nor unpacked there
     */
    public static synchronized Path folder(Path cache) throws IOException {
        Map<String, String> hashes = manifest();
        Path folder = cache.resolve("demo-" + identity(hashes));
        try {
            if (!isIntact(folder, hashes)) {
                Files.createDirectories(folder);
                unpackAlone(cache.resolve("demo.lock"), folder, hashes);
            }
            return folder;
        } catch (IOException e) {
            throw new IOException(
                    "The embedded model cannot be unpacked to " + folder + " (" + FileFault.sentence(e)
                            + "); make room there or choose another folder with -D" + CacheFolder.PROPERTY + "=FOLDER",
                    e);
        }
    }

    private static void unpackAlone(Path lockFile, Path folder, Map<String, String> hashes) throws IOException {
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!lock.isValid()) {
                throw new IOException("the lock on " + lockFile + " was lost");
            }
            unpackMissing(folder, hashes);
        }
    }

    private static void unpackMissing(Path folder, Map<String, String> hashes) throws IOException {
        List<Path> unpacked = new ArrayList<>();
        try {
            for (Map.Entry<String, String> file : hashes.entrySet()) {
                Path place = folder.resolve(file.getKey());
                // Another process may have done this while this one waited for the lock.
                if (!isIntact(place, file.getValue())) {
                    unpack(file.getKey(), file.getValue(), place);
                    unpacked.add(place);
                }
            }
        } catch (IOException e) {
            remove(unpacked, e);
            throw e;
        }
    }

    /** Takes back the files of a folder that could not be completed, so that a full disk does not keep parts of it. */
    private static void remove(List<Path> unpacked, IOException cause) {
        try {
            for (Path file : unpacked) {
                Files.delete(file);
            }
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
    }

    /** Writes one file beside its place and moves it there when it is right; what a crash left is overwritten. */
    private static void unpack(String name, String hash, Path place) throws IOException {
        Path part = place.resolveSibling(name + ".part");
        try {
            MessageDigest digest = sha256();
            try (InputStream in = resource(RESOURCES + name);
                    OutputStream out = new DigestOutputStream(Files.newOutputStream(part), digest)) {
                in.transferTo(out);
            }
            if (!hex(digest).equals(hash)) {
                throw new IOException("the program's own copy of " + name + " is damaged");
            }
            Files.move(part, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static boolean isIntact(Path folder, Map<String, String> hashes) throws IOException {
        for (Map.Entry<String, String> file : hashes.entrySet()) {
            if (!isIntact(folder.resolve(file.getKey()), file.getValue())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIntact(Path file, String hash) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return hex(digest).equals(hash);
    }

    /** Hash of each file by name, in the order of names. */
    static Map<String, String> manifest() throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(resource(MANIFEST), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int gap = line.indexOf("  ");
                hashes.put(line.substring(gap + 2), line.substring(0, gap));
            }
        }
        return hashes;
    }

    /** Short name for exactly these files. */
    private static String identity(Map<String, String> hashes) {
        MessageDigest digest = sha256();
        hashes.forEach((name, hash) -> digest.update((hash + "  " + name + "\n").getBytes(StandardCharsets.UTF_8)));
        return hex(digest).substring(0, 16);
    }

    static InputStream resource(String name) throws IOException {
        InputStream in = EmbeddedModel.class.getResourceAsStream(name);
        if (in == null) {
            throw new IOException("the program's own file " + name + " is missing");
        }
        return in;
    }

    private static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
