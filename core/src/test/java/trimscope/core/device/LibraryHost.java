package trimscope.core.device;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/** A server on this machine in the layout of DJL's, with small made-up libraries; what it does wrong can be chosen. */
public final class LibraryHost implements AutoCloseable {
    static final String PLATFORM = "linux-x86_64";
    private static final String FOLDER = "cu128/" + PLATFORM + "/native/lib/";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> packed = new LinkedHashMap<>();
    private final List<String> entries = new ArrayList<>(List.of("cpu/" + PLATFORM + "/native/lib/libtorch.so.gz"));
    private final CountDownLatch closing = new CountDownLatch(1);
    /** Method and path of every request. */
    final List<String> asked = new CopyOnWriteArrayList<>();
    /** What to do in place of sending a file. */
    final Map<String, Misdeed> misdeeds = new LinkedHashMap<>();

    /** Answers a request for a file in its own way. */
    @FunctionalInterface
    interface Misdeed {
        void answer(HttpExchange exchange, byte[] right) throws IOException;
    }

    /** A server with {@code torch}, {@code torch_cuda} and one more library. */
    public LibraryHost() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        library(System.mapLibraryName("torch"), content("torch"));
        library(System.mapLibraryName("torch_cuda"), content("torch_cuda"));
        library("libstdc++.so.6", content("std"));
    }

    /** Content that gzip makes no smaller. */
    static byte[] content(String name) {
        byte[] bytes = new byte[300_000];
        new Random(name.hashCode()).nextBytes(bytes);
        return bytes;
    }

    void library(String name, byte[] content) {
        entry(FOLDER + name.replace("+", "%2B") + ".gz");
        packed.put("/" + FOLDER + name + ".gz", gzip(content));
    }

    void entry(String line) {
        entries.add(line);
    }

    void forget() {
        entries.clear();
    }

    /** Where a library is asked for, as the server sees it. */
    static String path(String name) {
        return "/" + FOLDER + name + ".gz";
    }

    long packedBytes() {
        return packed.values().stream().mapToLong(each -> each.length).sum();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/2.7.1/";
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** With everything, for a cache folder. */
    public DownloadSource source(Path cache) {
        return new DownloadSource(address(), cache, PLATFORM);
    }

    /** Sends nothing more until the end. */
    void stall(HttpExchange exchange, byte[] right) throws IOException {
        exchange.sendResponseHeaders(200, right.length);
        exchange.getResponseBody().write(right, 0, right.length / 2);
        exchange.getResponseBody().flush();
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().replaceFirst("^/2\\.7\\.1", "");
            asked.add(exchange.getRequestMethod() + " " + path);
            byte[] body = path.equals("/files.txt")
                    ? (String.join("\n", entries) + "\n").getBytes(StandardCharsets.UTF_8)
                    : packed.get(path);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            Misdeed misdeed = misdeeds.get(path);
            if (body == null) {
                exchange.sendResponseHeaders(404, -1);
            } else if (head) {
                exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
                exchange.sendResponseHeaders(200, -1);
            } else if (misdeed != null) {
                misdeed.answer(exchange, body);
            } else {
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
