package io.tidemark.infra.benchmarks.instance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Sends requests and counts the bytes of their answers, which it throws away: a large answer must not cost this process.
 *
 * <p>The thread that writes a request reads its answer. A client that hands each call from thread to thread, as the JDK's does,
 * waits for its own turn several times a call where the processors are busy: of an empty answer more than 1 ms at the median was its own.
 */
public final class HttpCalls {
    public static final Duration LONGEST = Duration.ofSeconds(60);

    private static final int OK = 200;
    private static final int KEPT_BYTES = 2_000;
    private static final int BUFFER_BYTES = 64 << 10;
    /** More than are ever under way at once at the benchmarks' rates. */
    private static final int THREADS = 64;

    private static final int IDLE_SECONDS = 10;

    private final OkHttpClient client = new OkHttpClient.Builder()
            .connectTimeout(Duration.ofSeconds(10))
            .readTimeout(LONGEST)
            .callTimeout(LONGEST)
            .retryOnConnectionFailure(false)
            // Let go before a server does, which would end a call that is not asked again.
            .connectionPool(new ConnectionPool(THREADS, IDLE_SECONDS, TimeUnit.SECONDS))
            .build();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> {
        Thread thread = new Thread(work, "http-call");
        thread.setDaemon(true);
        return thread;
    });

    /** Completes with the number of bytes at the last of them, or fails with what the server said instead of 200. */
    public CompletableFuture<Long> send(Request request) {
        // Unasked the client would ask for gzip, and unpacking would be a part of the time.
        Request plain =
                request.newBuilder().header("Accept-Encoding", "identity").build();
        return CompletableFuture.supplyAsync(() -> ask(plain), threads);
    }

    private long ask(Request request) {
        try (Response response = client.newCall(request).execute();
                InputStream body = response.body().byteStream()) {
            if (response.code() != OK) {
                throw new IllegalStateException("HTTP " + response.code() + ": "
                        + new String(body.readNBytes(KEPT_BYTES), StandardCharsets.UTF_8).strip());
            }
            return count(body);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure.toString(), failure);
        }
    }

    private static long count(InputStream body) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        long bytes = 0;
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            bytes += read;
        }
        return bytes;
    }
}
