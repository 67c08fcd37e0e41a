package io.tidemark.clickhouse;

import io.tidemark.settings.ClickHouseSettings;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * POST to ClickHouse's HTTP interface. The JDK's client never repeats a POST by itself, which is what exactly-once needs: a
 * request that failed was sent once or not at all.
 */
final class HttpTransport {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final int ERROR_BYTES = 4_000;
    private static final ScheduledExecutorService DEADLINES = deadlines();

    private final ClickHouseSettings settings;
    private final HttpClient client;

    private static ScheduledExecutorService deadlines() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "clickhouse-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        // Nearly every deadline is cancelled, thousands a second: they must not wait for their time in the queue.
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    HttpTransport(ClickHouseSettings settings) {
        this.settings = settings;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    /**
     * Sends and returns the body of a success; it ends with an {@link IOException} when {@code timeout} passes before the
     * last byte.
     *
     * @param purpose for messages: what was attempted, on which table and range
     */
    InputStream post(
            Map<String, String> parameters,
            BodyPublisher body,
            Optional<String> contentType,
            Duration timeout,
            String purpose) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        all.putIfAbsent("database", settings.database());
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(settings.url() + "/?" + encode(all)))
                .header("X-ClickHouse-User", settings.user())
                .header("X-ClickHouse-Key", settings.password())
                .timeout(timeout)
                .POST(body);
        contentType.ifPresent(type -> request.header("Content-Type", type));
        long deadline = System.nanoTime() + timeout.toNanos();
        HttpResponse<InputStream> response;
        try {
            response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw noAnswer(purpose, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw noAnswer(purpose, e);
        }
        InputStream answer = new TimedStream(response.body(), deadline - System.nanoTime());
        if (response.statusCode() == 200) {
            return answer;
        }
        throw refused(purpose, response, answer);
    }

    private ClickHouseException refused(String purpose, HttpResponse<?> response, InputStream answer) {
        String message;
        try (answer) {
            message = new String(answer.readNBytes(ERROR_BYTES), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw noAnswer(purpose, e);
        }
        int code = response.headers()
                .firstValue("X-ClickHouse-Exception-Code")
                .map(Integer::parseInt)
                .orElse(0);
        return new ClickHouseException(
                code,
                purpose + " was refused by ClickHouse at " + settings + " (HTTP " + response.statusCode() + "): "
                        + message + ". " + Remedies.forCode(code));
    }

    ClickHouseException noAnswer(String purpose, Exception cause) {
        return new ClickHouseException(
                purpose + " got no answer from ClickHouse at " + settings + ": " + cause
                        + ". Check that the server runs and CLICKHOUSE_URL is right; what was sent is checked again by"
                        + " presence before anything is sent twice",
                cause);
    }

    private static String encode(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> URLEncoder.encode(entry.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** A body that stops waiting when its time is over; the request's own timeout ends with the headers. */
    private static final class TimedStream extends FilterInputStream {
        private final ScheduledFuture<?> deadline;

        TimedStream(InputStream body, long remainingNanos) {
            super(body);
            this.deadline = DEADLINES.schedule(() -> closeQuietly(body), remainingNanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public void close() throws IOException {
            deadline.cancel(false);
            super.close();
        }

        private static void closeQuietly(InputStream body) {
            try {
                body.close();
            } catch (IOException e) {
                // The reader sees the end of the stream either way and reports it.
                Thread.onSpinWait();
            }
        }
    }
}
