package trimscope.core.device;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import trimscope.core.file.FileFault;

/**
 * One attempt to download PyTorch's libraries for CUDA: an {@link #offer} to a person, and what follows if the person agrees. Files
 * gather in a folder beside the final one, which appears when all of them are whole; what is whole there is not downloaded again by
 * the next attempt. A process downloads alone.
 */
public class CudaDownload {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BUFFER = 1 << 16;
    /** Parts of the whole after which progress is told. */
    private static final int TOLD = 1000;
    /** Bytes on disk for a byte downloaded, roughly; the server does not tell. */
    private static final int UNPACKED = 2;

    private static final Pattern ENCODED_NAME = Pattern.compile("([\\w.+%-]+)\\.gz");
    private static final Pattern PLAIN_NAME = Pattern.compile("\\w[\\w.+-]*");

    private final DownloadSource source;
    private final Path gathered;
    private final LibraryServer server;

    /**
     * What a person has to know before agreeing.
     *
     * @param host that the libraries come from
     * @param folder that they will lie in
     * @param bytes still to be downloaded
     * @param bytesOnDisk that they will take there, roughly
     */
    public record Offer(String host, Path folder, long bytes, long bytesOnDisk, List<Item> items) {}

    /**
     * A file of the server.
     *
     * @param entry its place there
     * @param name what it is called on disk
     * @param bytes its length there
     */
    record Item(String entry, String name, long bytes) {}

    /** Is told how far the download is, on the thread that downloads. */
    @FunctionalInterface
    public interface Progress {
        /**
         * Some more is there.
         *
         * @param bytes downloaded so far, earlier attempts included
         * @param all bytes of all files
         */
        void downloaded(long bytes, long all);
    }

    /** @throws DeviceException if there is nothing for this platform, or the address is none */
    public CudaDownload(DownloadSource source) throws DeviceException {
        this(source, PATIENCE);
    }

    CudaDownload(DownloadSource source, Duration patience) throws DeviceException {
        if (!source.isOffered()) {
            throw new DeviceException(
                    "There are no CUDA libraries to download for " + source.platform() + ": name a folder with them.");
        }
        this.source = source;
        gathered = source.folder().resolveSibling(source.folder().getFileName() + ".part");
        server = new LibraryServer(source.address(), patience);
    }

    /** Makes {@link #offer} and {@link #run} end soon in a {@link CancellationException}; may be called by any thread. */
    public final void cancel() {
        server.cancel();
    }

    /**
     * Asks the server what there is.
     *
     * @throws DeviceException if that fails, or the disk has no room
     */
    public final Offer offer() throws DeviceException {
        List<Item> items = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (String entry : server.lines("files.txt")) {
            if (entry.startsWith(source.prefix())) {
                String name = name(entry);
                if (!names.add(name)) {
                    throw new DeviceException("The server's list names " + name + " twice.");
                }
                items.add(new Item(entry, name, server.bytes(entry)));
            }
        }
        if (items.isEmpty()) {
            throw new DeviceException("The server's list has no CUDA libraries for " + source.platform() + ".");
        }
        long bytes = items.stream()
                .filter(item -> !isWhole(item))
                .mapToLong(Item::bytes)
                .sum();
        Offer offer = new Offer(server.host(), source.folder(), bytes, UNPACKED * bytes, List.copyOf(items));
        checkRoom(offer);
        return offer;
    }

    /** The plain file name in an entry, whatever the list says. */
    private String name(String entry) throws DeviceException {
        Matcher encoded = ENCODED_NAME.matcher(entry.substring(source.prefix().length()));
        if (encoded.matches()) {
            try {
                String name = URLDecoder.decode(encoded.group(1), StandardCharsets.UTF_8);
                if (PLAIN_NAME.matcher(name).matches()) {
                    return name;
                }
            } catch (IllegalArgumentException e) {
                // not encoded at all, which is told below
            }
        }
        throw new DeviceException("The server's list names a file that cannot be meant: " + entry);
    }

    private void checkRoom(Offer offer) throws DeviceException {
        if (Files.exists(source.folder())) {
            throw new DeviceException(
                    source.folder() + ": is there already; remove it and download again if it is not whole.");
        }
        try {
            Files.createDirectories(source.cache());
            long free = freeBytes();
            if (free < offer.bytesOnDisk()) {
                throw new DeviceException(
                        source.cache() + ": the libraries take about " + gigabytes(offer.bytesOnDisk())
                                + " of disk, but only " + gigabytes(free) + " are free there.");
            }
        } catch (IOException e) {
            throw new DeviceException(FileFault.sentence(e, source.cache()) + ".");
        }
    }

    /** Bytes that may be written to the cache's disk. */
    long freeBytes() throws IOException {
        return Files.getFileStore(source.cache()).getUsableSpace();
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    /**
     * Downloads what the person agreed to; takes minutes.
     *
     * @throws DeviceException if that fails; what is whole remains for the next attempt
     * @throws CancellationException after {@link #cancel}; likewise
     */
    public final void run(Offer offer, Progress progress) throws DeviceException {
        try {
            Path lockFile = gathered.resolveSibling(gathered.getFileName() + ".lock");
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                if (lock == null) {
                    throw alreadyRunning();
                }
                // Another process may have been faster, or have filled the disk.
                checkRoom(offer);
                Files.createDirectories(gathered.resolve("lib"));
                new Run(offer.items(), progress).all();
                Files.writeString(gathered.resolve("build-version"), EngineLibraries.VERSION + "\n");
                if (!EngineLibraries.in(gathered).cuda()) {
                    throw new DeviceException("The server's list has no " + System.mapLibraryName("torch_cuda") + ".");
                }
                Files.move(gathered, source.folder(), StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (OverlappingFileLockException e) {
            throw alreadyRunning();
        } catch (IOException e) {
            throw new DeviceException(FileFault.sentence(e, gathered) + ".");
        }
    }

    private DeviceException alreadyRunning() {
        return new DeviceException(gathered + ": another TrimScope downloads these libraries already.");
    }

    private Path place(Item item) {
        return gathered.resolve("lib").resolve(item.name());
    }

    private boolean isWhole(Item item) {
        return Files.isRegularFile(place(item));
    }

    /** The files one after another, with what has come of them. */
    private final class Run {
        private final List<Item> items;
        private final Progress progress;
        private final long all;
        private long before;
        private long told;

        Run(List<Item> items, Progress progress) {
            this.items = items;
            this.progress = progress;
            all = items.stream().mapToLong(Item::bytes).sum();
        }

        void all() throws DeviceException, IOException {
            List<Item> missing = items.stream().filter(item -> !isWhole(item)).toList();
            before = all - missing.stream().mapToLong(Item::bytes).sum();
            progress.downloaded(before, all);
            for (Item item : missing) {
                download(item);
                before += item.bytes();
            }
            progress.downloaded(all, all);
        }

        private void download(Item item) throws DeviceException, IOException {
            Path part = place(item).resolveSibling(item.name() + ".part");
            try {
                try (CountedStream packed = new CountedStream(server.open(item.entry()));
                        FileChannel out = FileChannel.open(
                                part,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE,
                                StandardOpenOption.TRUNCATE_EXISTING)) {
                    unpack(item, packed, out, part);
                    // What a rename makes whole must be so after a power failure too.
                    out.force(true);
                }
                Files.move(part, place(item), StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        }

        private void unpack(Item item, CountedStream packed, FileChannel out, Path part) throws DeviceException {
            byte[] buffer = new byte[BUFFER];
            try (InputStream unpacked = new GZIPInputStream(packed, BUFFER)) {
                for (int read = unpacked.read(buffer); read >= 0; read = unpacked.read(buffer)) {
                    write(ByteBuffer.wrap(buffer, 0, read), out, part);
                    tell(before + Math.min(packed.count, item.bytes()));
                }
            } catch (ZipException | EOFException e) {
                throw new DeviceException(
                        item.name() + ": what came is damaged (" + e.getMessage() + "); download again.");
            } catch (IOException e) {
                throw server.broken(item.entry(), e);
            }
            if (packed.count != item.bytes()) {
                throw new DeviceException(item.name() + ": " + packed.count + " bytes came in place of " + item.bytes()
                        + "; download again.");
            }
        }

        /** A disk that fails is no matter of the connection. */
        private void write(ByteBuffer bytes, FileChannel out, Path part) throws DeviceException {
            try {
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
            } catch (IOException e) {
                throw new DeviceException(FileFault.sentence(e, part)
                        + "; what is whole stays there for the next attempt, or remove " + gathered + ".");
            }
        }

        private void tell(long bytes) {
            if (bytes - told > all / TOLD) {
                told = bytes;
                progress.downloaded(bytes, all);
            }
        }
    }

    /** Counts what was read of a packed file. */
    private static final class CountedStream extends FilterInputStream {
        private long count;

        CountedStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
