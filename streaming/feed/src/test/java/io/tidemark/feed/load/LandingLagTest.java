package io.tidemark.feed.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LandingLagTest {
    private final AtomicReference<String> status = new AtomicReference<>("{}");
    private HttpServer job;

    @BeforeEach
    void startJob() throws IOException {
        job = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        job.createContext("/status", exchange -> {
            byte[] answer = status.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        job.start();
    }

    @AfterEach
    void stopJob() {
        job.stop(0);
    }

    @Test
    void bulkWriterPausesWhileTheSlowestQueryLagsAndGoesOnWellBelow() {
        try (LandingLag lag = lag()) {
            assertThat(lag.isPaused()).isFalse();
            lags(10, LandingLag.PAUSE_ABOVE_RECORDS + 1);
            await().until(lag::isPaused);
            lags(10, LandingLag.PAUSE_ABOVE_RECORDS / 2 - 1);
            await().until(() -> !lag.isPaused());
        }
    }

    @Test
    void betweenTheBoundsNothingChanges() {
        try (LandingLag lag = lag()) {
            lags(0, LandingLag.PAUSE_ABOVE_RECORDS - 1);
            await().pollDelay(Duration.ofSeconds(2)).until(() -> !lag.isPaused());
            lags(0, LandingLag.PAUSE_ABOVE_RECORDS + 1);
            await().until(lag::isPaused);
            lags(0, LandingLag.PAUSE_ABOVE_RECORDS - 1);
            await().pollDelay(Duration.ofSeconds(2)).until(lag::isPaused);
        }
    }

    @Test
    void jobThatDoesNotAnswerStopsNobody() {
        try (LandingLag lag = lag()) {
            lags(0, LandingLag.PAUSE_ABOVE_RECORDS + 1);
            await().until(lag::isPaused);
            job.stop(0);
            await().until(() -> !lag.isPaused());
        }
        try (LandingLag none = new LandingLag(Optional.empty())) {
            none.awaitRoom(() -> {
                throw new AssertionError("there is nothing to wait for");
            });
        }
    }

    private LandingLag lag() {
        return new LandingLag(
                Optional.of(URI.create("http://127.0.0.1:" + job.getAddress().getPort())));
    }

    private void lags(long lake, long clickHouse) {
        status.set(
                "{\"queries\":[{\"name\":\"lake\",\"lagRecords\":" + lake + "},{\"name\":\"clickhouse\",\"lagRecords\":"
                        + clickHouse + "},{\"name\":\"new\",\"lagRecords\":null}]}");
    }
}
