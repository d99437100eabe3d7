package trimscope.core.device;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * The server of the libraries, and only it: redirections are not followed, since nobody agreed to where they lead. Every failure is a
 * {@link DeviceException}; after {@link #cancel} everything under way and everything else ends in a {@link CancellationException}.
 */
final class LibraryServer {
    private static final long LOOK_MILLIS = 100;
    private static final int LONGEST_LIST = 1 << 20;

    private final URI address;
    private final Duration patience;
    private final HttpClient client;
    private volatile boolean cancelled;

    /** @param patience how long it may send nothing */
    LibraryServer(String address, Duration patience) throws DeviceException {
        try {
            this.address = URI.create(address.endsWith("/") ? address : address + "/");
            HttpRequest.newBuilder(this.address);
        } catch (IllegalArgumentException e) {
            throw new DeviceException(address + ": is no address that libraries can come from.");
        }
        this.patience = patience;
        client = HttpClient.newBuilder()
                .connectTimeout(patience)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    String host() {
        return address.getHost();
    }

    void cancel() {
        cancelled = true;
    }

    /** Lines of a small text file. */
    List<String> lines(String entry) throws DeviceException {
        try (InputStream body = open(entry)) {
            return new String(body.readNBytes(LONGEST_LIST), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw broken(entry, e);
        }
    }

    /** How long a file is. */
    long bytes(String entry) throws DeviceException {
        return answer("HEAD", entry)
                .headers()
                .firstValueAsLong("Content-Length")
                .orElseThrow(() -> new DeviceException(place(entry) + ": the server does not tell how long it is."));
    }

    /** The content of a file; reading it fails where nothing comes any more. */
    InputStream open(String entry) throws DeviceException {
        return new Body(answer("GET", entry).body());
    }

    private HttpResponse<InputStream> answer(String method, String entry) throws DeviceException {
        HttpRequest request = HttpRequest.newBuilder(place(entry))
                .timeout(patience)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<InputStream> answer = await(entry, client.sendAsync(request, BodyHandlers.ofInputStream()));
        if (answer.statusCode() == 200) {
            return answer;
        }
        try {
            answer.body().close();
        } catch (IOException e) {
            throw broken(entry, e);
        }
        throw new DeviceException(place(entry) + ": " + refusal(answer) + ".");
    }

    private <T> T await(String entry, CompletableFuture<T> coming) throws DeviceException {
        while (true) {
            checkCancelled(coming);
            try {
                return coming.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // look whether it is still wanted, and wait on
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                cancelled = true;
            } catch (ExecutionException e) {
                throw broken(entry, e);
            }
        }
    }

    private void checkCancelled(CompletableFuture<?> coming) {
        if (cancelled) {
            coming.cancel(true);
            throw new CancellationException("cancelled");
        }
    }

    private static String refusal(HttpResponse<?> answer) {
        int status = answer.statusCode();
        if (status / 100 == 3) {
            return "the server points elsewhere ("
                    + answer.headers().firstValue("Location").orElse("nowhere")
                    + "), which is not followed";
        }
        return switch (status) {
            case 404 -> "is not there (404)";
            case 407 -> "the proxy wants a name and a password (407)";
            default -> "the server answers " + status;
        };
    }

    /** What a failure on the way means, in a sentence. */
    DeviceException broken(String entry, Throwable why) {
        return new DeviceException(place(entry) + ": " + reason(why) + ".");
    }

    /** The first that says something: the client wraps what went wrong. */
    private static String reason(Throwable why) {
        if (why instanceof HttpTimeoutException) {
            return "the server does not answer";
        }
        if (why instanceof ConnectException) {
            return "no connection (no network, or a proxy that Java has to be told of:"
                    + " -Dhttps.proxyHost=HOST -Dhttps.proxyPort=PORT)";
        }
        if (why instanceof SSLException) {
            return "no safe connection (" + why.getMessage() + ")";
        }
        Throwable cause = why.getCause();
        return cause == null ? "the connection broke (" + why.getMessage() + ")" : reason(cause);
    }

    private URI place(String entry) {
        return address.resolve(entry);
    }

    /** Reads on a thread that may be told to stop meanwhile; the client itself would wait for ever. */
    private final class Body extends FilterInputStream {
        private final Timer watch = new Timer("library download", true);
        private volatile boolean waiting;
        private volatile long waitingSince;
        private volatile boolean silent;

        Body(InputStream body) {
            super(body);
            watch.schedule(
                    new TimerTask() {
                        @Override
                        public void run() {
                            look();
                        }
                    },
                    LOOK_MILLIS,
                    LOOK_MILLIS);
        }

        private void look() {
            silent |= waiting && System.nanoTime() - waitingSince > patience.toNanos();
            if (cancelled || silent) {
                try {
                    in.close();
                } catch (IOException e) {
                    // the reader is told in any case
                }
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            waitingSince = System.nanoTime();
            waiting = true;
            try {
                int read = super.read(into, from, length);
                checkWanted();
                return read;
            } catch (IOException e) {
                checkWanted();
                throw e;
            } finally {
                waiting = false;
            }
        }

        private void checkWanted() throws IOException {
            if (cancelled) {
                throw new CancellationException("cancelled");
            }
            if (silent) {
                throw new HttpTimeoutException("nothing comes any more");
            }
        }

        @Override
        public void close() throws IOException {
            watch.cancel();
            super.close();
        }
    }
}
