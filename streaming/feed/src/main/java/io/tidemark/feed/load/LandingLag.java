package io.tidemark.feed.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes a bulk writer pause while landing lags, so that live data stays live: asks the streaming job once a second how many records
 * it has still to land. A job that does not answer stops nobody: what is published waits in Kafka.
 */
final class LandingLag implements AutoCloseable {
    static final long PAUSE_ABOVE_RECORDS = 2_000_000;
    /** Lower than where it pauses, or it would go on and off with every record. */
    private static final long GO_ON_BELOW_RECORDS = 1_000_000;

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final Optional<URI> status;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final ObjectMapper mapper = new ObjectMapper();
    private final Thread watch;
    private volatile boolean paused;

    /** @param streamingUrl absent: nothing to wait for */
    LandingLag(Optional<URI> streamingUrl) {
        status = streamingUrl.map(url -> url.resolve("/status"));
        watch = new Thread(this::watch, "landing-lag");
        watch.setDaemon(true);
        if (status.isPresent()) {
            watch.start();
        }
    }

    boolean isPaused() {
        return paused;
    }

    /** Returns at once unless landing lags. */
    void awaitRoom(Runnable whilePaused) {
        while (paused) {
            whilePaused.run();
            LockSupport.parkNanos(EVERY.toNanos() / 4);
        }
    }

    private void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            long lag = lagRecords();
            paused = lag > (paused ? GO_ON_BELOW_RECORDS : PAUSE_ABOVE_RECORDS);
            LockSupport.parkNanos(EVERY.toNanos());
        }
    }

    /** Of the query that lags most; 0 when nobody answers. */
    private long lagRecords() {
        try {
            HttpRequest request = HttpRequest.newBuilder(status.orElseThrow())
                    .timeout(TIMEOUT)
                    .build();
            JsonNode answer = mapper.readTree(
                    client.send(request, HttpResponse.BodyHandlers.ofString()).body());
            long most = 0;
            for (JsonNode query : answer.path("queries")) {
                most = Math.max(most, query.path("lagRecords").asLong());
            }
            return most;
        } catch (IOException silent) {
            return 0;
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
