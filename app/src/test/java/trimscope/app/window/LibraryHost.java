package trimscope.app.window;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPOutputStream;

/** Made-up libraries in the layout of DJL's server, each of which comes in two halves, the second one when it is let through. */
final class LibraryHost implements AutoCloseable {
    private static final String FOLDER = "cu128/linux-x86_64/native/lib/";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, byte[]> files = new TreeMap<>();
    private final CountDownLatch gate = new CountDownLatch(1);

    LibraryHost() throws IOException {
        for (String name : new String[] {"torch", "torch_cuda"}) {
            files.put("/" + FOLDER + System.mapLibraryName(name) + ".gz", gzip(new Random(1)));
        }
        StringBuilder list = new StringBuilder();
        files.keySet().forEach(path -> list.append(path.substring(1)).append('\n'));
        files.put("/files.txt", list.toString().getBytes(StandardCharsets.UTF_8));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private static byte[] gzip(Random random) throws IOException {
        byte[] content = new byte[2_000_000];
        random.nextBytes(content);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** Sends second halves from now on. */
    void letThrough() {
        gate.countDown();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] body = files.getOrDefault(path, new byte[0]);
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            exchange.sendResponseHeaders(200, body.length);
            int half = path.endsWith(".gz") ? body.length / 2 : body.length;
            exchange.getResponseBody().write(body, 0, half);
            exchange.getResponseBody().flush();
            if (half < body.length) {
                gate.await();
                exchange.getResponseBody().write(body, half, body.length - half);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        letThrough();
        server.stop(0);
        threads.shutdownNow();
    }
}
