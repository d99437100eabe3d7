package trimscope.core.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CudaDownloadTest {
    private static final String TORCH = System.mapLibraryName("torch");
    private static final String TORCH_CUDA = System.mapLibraryName("torch_cuda");
    private static final CudaDownload.Progress SILENT = (bytes, all) -> {};

    @TempDir
    Path home;

    private Path cache;
    private LibraryHost host;

    @BeforeEach
    void open() throws IOException {
        cache = home.resolve("cache");
        host = new LibraryHost();
    }

    @AfterEach
    void close() {
        host.close();
    }

    @Test
    void theAddressIsDjls() {
        DownloadSource user = DownloadSource.ofUser();
        assertEquals("https://publish.djl.ai/pytorch/2.7.1/", user.address());
        assertEquals("pytorch-2.7.1-cu128", user.folder().getFileName().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, linux-x86_64, true",
        "Windows 11, amd64, win-x86_64, true",
        "Mac OS X, aarch64, osx-aarch64, false",
        "Linux, aarch64, linux-aarch64, false"
    })
    void twoPlatformsHaveLibraries(String system, String processor, String platform, boolean offered) throws Exception {
        DownloadSource source = new DownloadSource(host.address(), cache, DownloadSource.platform(system, processor));
        assertEquals(platform, source.platform());
        assertEquals(offered, source.isOffered());
        if (!offered) {
            assertEquals(
                    "There are no CUDA libraries to download for " + platform + ": name a folder with them.",
                    refusal(() -> new CudaDownload(source)));
        }
    }

    @Test
    void anOfferTellsAllAndDownloadsNothing() throws Exception {
        CudaDownload.Offer offer = download().offer();
        assertEquals("127.0.0.1", offer.host());
        assertEquals(cache.resolve("pytorch-2.7.1-cu128"), offer.folder());
        assertEquals(host.packedBytes(), offer.bytes());
        assertEquals(2 * host.packedBytes(), offer.bytesOnDisk());
        assertEquals(
                List.of(TORCH, TORCH_CUDA, "libstdc++.so.6"),
                offer.items().stream().map(CudaDownload.Item::name).toList());
        assertEquals(4, host.asked.size(), host.asked::toString);
        assertFalse(host.asked.stream().anyMatch(each -> each.startsWith("GET") && each.endsWith(".gz")));
        assertEquals(List.of(), filesBelow(cache));
    }

    @Test
    void whatWasDownloadedIsWholeAndUsable() throws Exception {
        List<Long> told = new ArrayList<>();
        CudaDownload download = download();
        download.run(download.offer(), (bytes, all) -> {
            assertEquals(host.packedBytes(), all);
            told.add(bytes);
        });
        assertEquals(told.stream().sorted().toList(), told, "never back");
        assertTrue(told.size() > 6, told::toString);
        assertEquals(host.packedBytes(), told.get(told.size() - 1));
        EngineLibraries libraries = EngineLibraries.in(folder());
        assertEquals("2.7.1", libraries.version());
        assertTrue(libraries.cuda());
        for (String name : List.of("libstdc++.so.6", TORCH)) {
            byte[] expected = LibraryHost.content(name.equals(TORCH) ? "torch" : "std");
            assertArrayEquals(
                    expected, Files.readAllBytes(folder().resolve("lib").resolve(name)));
        }
        assertFalse(Files.exists(gathered()));
    }

    @Test
    void anotherAttemptKeepsWhatIsWhole() throws Exception {
        host.misdeeds.put(LibraryHost.path(TORCH_CUDA), (exchange, right) -> exchange.sendResponseHeaders(500, -1));
        CudaDownload first = download();
        CudaDownload.Offer all = first.offer();
        assertTrue(refusal(() -> first.run(all, SILENT)).endsWith("the server answers 500."));
        assertFalse(Files.exists(folder()), "a half is never taken for libraries");
        host.misdeeds.clear();
        host.asked.clear();
        List<Long> told = new ArrayList<>();
        CudaDownload second = download();
        CudaDownload.Offer rest = second.offer();
        long whole = all.items().get(0).bytes();
        assertEquals(host.packedBytes() - whole, rest.bytes());
        second.run(rest, (bytes, ofAll) -> told.add(bytes));
        assertTrue(told.get(0) >= whole, told::toString);
        assertEquals(host.packedBytes(), told.get(told.size() - 1));
        assertFalse(host.asked.contains("GET " + LibraryHost.path(TORCH)), host.asked::toString);
        assertTrue(EngineLibraries.in(folder()).cuda());
    }

    @Test
    void cancellingEndsItEvenWhereNothingComes() throws Exception {
        host.misdeeds.put(LibraryHost.path(TORCH_CUDA), host::stall);
        CudaDownload download = download();
        CudaDownload.Offer offer = download.offer();
        CompletableFuture<Void> stalled = new CompletableFuture<>();
        CompletableFuture<Void> canceller = stalled.thenRunAsync(download::cancel);
        assertThrows(
                CancellationException.class,
                () -> download.run(offer, (bytes, all) -> {
                    if (bytes > offer.items().get(0).bytes()) {
                        stalled.complete(null);
                    }
                }));
        canceller.join();
        assertEquals(List.of(TORCH), filesBelow(gathered()), "what is whole");
        assertFalse(Files.exists(folder()));
        assertThrows(CancellationException.class, download::offer, "an attempt that was cancelled stays so");
    }

    @Test
    void aServerThatFallsSilentIsGivenUp() throws Exception {
        host.misdeeds.put(LibraryHost.path(TORCH), host::stall);
        CudaDownload download = new CudaDownload(host.source(cache), Duration.ofMillis(500));
        CudaDownload.Offer offer = download.offer();
        String sentence = refusal(() -> download.run(offer, SILENT));
        assertTrue(sentence.endsWith(TORCH + ".gz: the server does not answer."), sentence);
        assertEquals(List.of(), filesBelow(gathered()));
    }

    @Test
    void aConnectionThatIsCutOffIsTold() throws Exception {
        host.misdeeds.put(LibraryHost.path(TORCH), (exchange, right) -> {
            exchange.sendResponseHeaders(200, right.length);
            exchange.getResponseBody().write(right, 0, right.length / 2);
            exchange.getResponseBody().flush();
        });
        String sentence = refusalOfRun();
        assertTrue(sentence.contains(TORCH + ".gz: the connection broke ("), sentence);
        assertEquals(List.of(), filesBelow(gathered()));
    }

    @Test
    void damagedFilesAreTold() throws Exception {
        host.misdeeds.put(LibraryHost.path(TORCH), (exchange, right) -> {
            byte[] wrong = right.clone();
            wrong[wrong.length - 6] ^= 1;
            send(exchange, wrong);
        });
        assertEquals(TORCH + ": what came is damaged (Corrupt GZIP trailer); download again.", refusalOfRun());
        host.misdeeds.put(LibraryHost.path(TORCH), (exchange, right) -> send(exchange, new byte[100]));
        assertEquals(TORCH + ": what came is damaged (Not in GZIP format); download again.", refusalOfRun());
        host.misdeeds.put(
                LibraryHost.path(TORCH), (exchange, right) -> send(exchange, LibraryHost.gzip(new byte[1000])));
        String sentence = refusalOfRun();
        assertTrue(sentence.contains(" bytes came in place of "), sentence);
        assertEquals(List.of(), filesBelow(gathered()));
        assertFalse(Files.exists(folder()));
    }

    @Test
    void missingFilesAreTold() throws Exception {
        host.entry("cu128/linux-x86_64/native/lib/libmissing.so.gz");
        String sentence = refusal(() -> download().offer());
        assertTrue(sentence.endsWith("/2.7.1/cu128/linux-x86_64/native/lib/libmissing.so.gz: is not there (404)."));
    }

    @Test
    void redirectionsAreNotFollowed() throws Exception {
        host.misdeeds.put(LibraryHost.path(TORCH), (exchange, right) -> {
            exchange.getResponseHeaders().set("Location", "http://elsewhere.invalid/");
            exchange.sendResponseHeaders(302, -1);
        });
        String sentence = refusalOfRun();
        assertTrue(
                sentence.endsWith(": the server points elsewhere (http://elsewhere.invalid/), which is not followed."),
                sentence);
    }

    @Test
    void withoutAConnectionAProxyIsHintedAt() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        String address = "http://127.0.0.1:" + closed + "/2.7.1";
        String sentence =
                refusal(() -> new CudaDownload(new DownloadSource(address, cache, LibraryHost.PLATFORM)).offer());
        assertTrue(sentence.startsWith(address + "/files.txt: no connection (no network, or a proxy"), sentence);
    }

    @Test
    void theProxyOfJavaIsUsedAndItsRefusalTold() throws Exception {
        host.misdeeds.put("/files.txt", (exchange, right) -> exchange.sendResponseHeaders(407, -1));
        System.setProperty("http.proxyHost", "127.0.0.1");
        System.setProperty("http.proxyPort", String.valueOf(host.port()));
        try {
            DownloadSource source = new DownloadSource("http://far.invalid/2.7.1/", cache, LibraryHost.PLATFORM);
            String sentence = refusal(() -> new CudaDownload(source).offer());
            assertEquals("http://far.invalid/2.7.1/files.txt: the proxy wants a name and a password (407).", sentence);
        } finally {
            System.clearProperty("http.proxyHost");
            System.clearProperty("http.proxyPort");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..%2F..%2Fevil.so.gz",
                "../evil.so.gz",
                "%2Fetc%2Fevil.gz",
                "..gz",
                "...gz",
                "C%3A%5Cevil.dll.gz",
                "a%00b.gz",
                "a%zz.gz",
                "plain.so",
                "with space.so.gz",
                ""
            })
    void namesThatLeaveTheFolderAreRefused(String name) {
        host.entry("cu128/linux-x86_64/native/lib/" + name);
        String sentence = refusal(() -> download().offer());
        assertTrue(sentence.startsWith("The server's list names a file that cannot be meant: cu128/"), sentence);
        assertFalse(Files.exists(cache));
    }

    @Test
    void aListWithoutTheRightLibrariesIsTold() throws Exception {
        host.library(TORCH, new byte[1]);
        assertEquals(
                "The server's list names " + TORCH + " twice.",
                refusal(() -> download().offer()));
        host.forget();
        assertEquals(
                "The server's list has no CUDA libraries for linux-x86_64.",
                refusal(() -> download().offer()));
        host.library(TORCH, new byte[1]);
        assertEquals("The server's list has no " + TORCH_CUDA + ".", refusalOfRun());
        assertFalse(Files.exists(folder()));
    }

    @Test
    void roomIsLookedAtBefore() throws Exception {
        CudaDownload download = new CudaDownload(host.source(cache)) {
            @Override
            long freeBytes() {
                return 1_000_000;
            }
        };
        assertEquals(
                cache + ": the libraries take about 0.0 GB of disk, but only 0.0 GB are free there.",
                refusal(download::offer));
        assertEquals(List.of(), filesBelow(cache));
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only Linux has /dev/full")
    void aDiskThatFillsIsToldAndWhatIsWholeStays() throws Exception {
        Files.createDirectories(gathered().resolve("lib"));
        Files.createSymbolicLink(gathered().resolve("lib").resolve(TORCH_CUDA + ".part"), Path.of("/dev/full"));
        String sentence = refusalOfRun();
        assertTrue(sentence.contains(TORCH_CUDA + ".part: No space left on device; what is whole stays"), sentence);
        assertEquals(List.of(TORCH), filesBelow(gathered()));
        CudaDownload again = download();
        again.run(again.offer(), SILENT);
        assertTrue(EngineLibraries.in(folder()).cuda());
    }

    @Test
    void aCacheThatCannotBeMadeIsTold() throws Exception {
        Files.createFile(cache);
        String sentence = refusal(() -> download().offer());
        assertTrue(sentence.startsWith(cache + ": "), sentence);
    }

    @Test
    void twoDownloadsDoNotMeet() throws Exception {
        host.misdeeds.put(LibraryHost.path(TORCH), host::stall);
        CudaDownload first = download();
        CudaDownload.Offer offer = first.offer();
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Void> running = CompletableFuture.runAsync(() -> assertThrows(
                CancellationException.class, () -> first.run(offer, (bytes, all) -> begun.complete(null))));
        begun.join();
        assertEquals(gathered() + ": another TrimScope downloads these libraries already.", refusalOfRun());
        first.cancel();
        running.join();
    }

    @Test
    void whatIsThereIsNotOverwritten() throws Exception {
        CudaDownload before = download();
        CudaDownload.Offer offer = before.offer();
        Files.createDirectories(folder());
        String sentence = refusal(() -> before.run(offer, SILENT));
        assertTrue(sentence.startsWith(folder() + ": is there already"), sentence);
        assertFalse(Files.exists(gathered()));
        assertEquals(
                folder() + ": is there already; remove it and download again if it is not whole.",
                refusal(() -> download().offer()));
    }

    private static void send(HttpExchange exchange, byte[] bytes) throws IOException {
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private CudaDownload download() throws DeviceException {
        return new CudaDownload(host.source(cache));
    }

    private Path folder() {
        return cache.resolve("pytorch-2.7.1-cu128");
    }

    private Path gathered() {
        return cache.resolve("pytorch-2.7.1-cu128.part");
    }

    private String refusalOfRun() throws DeviceException {
        CudaDownload download = download();
        CudaDownload.Offer offer = download.offer();
        return refusal(() -> download.run(offer, SILENT));
    }

    private static String refusal(Refused action) {
        return String.valueOf(assertThrows(DeviceException.class, action::run).getMessage());
    }

    @FunctionalInterface
    private interface Refused {
        void run() throws Exception;
    }

    private static List<String> filesBelow(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
