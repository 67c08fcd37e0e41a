package io.tidemark.api.health;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.tidemark.api.config.ApiConfig;
import io.tidemark.api.latest.LatestService;
import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.clickhouse.ClickHouseException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** Looks at each dependency, within two seconds each: one is too short on a machine that is busy. Thread-safe. */
@Singleton
public class Dependencies {
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final int LONGEST_STATUS_BYTES = 1 << 20;

    /** A look that throws says why in its message. */
    private interface Look {
        String at() throws IOException, InterruptedException, ExecutionException, TimeoutException;
    }

    private final ApiConfig config;
    private final ClickHouse clickHouse;
    private final LatestService latest;
    private final MeterRegistry metrics;
    private final Map<String, Boolean> lastSeenUp = new ConcurrentHashMap<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LONGEST)
            .build();

    public Dependencies(ApiConfig config, ClickHouse clickHouse, LatestService latest, MeterRegistry metrics) {
        this.config = config;
        this.clickHouse = clickHouse;
        this.latest = latest;
        this.metrics = metrics;
    }

    /** Answers, lets this role in, and has the tables. */
    public Dependency clickHouse() {
        return look("clickhouse", config.clickhouse().url().toString(), () -> {
            clickHouse
                    .query("SELECT count() FROM landing_progress")
                    .setting("max_execution_time", LONGEST.toSeconds())
                    .timeout(LONGEST)
                    .list(row -> row.getLong(0));
            return "answers";
        });
    }

    public Dependency kafka() {
        return look("kafka", config.kafka().bootstrapServers(), () -> {
            int brokers = latest.kafka()
                    .describeCluster(new DescribeClusterOptions().timeoutMs((int) LONGEST.toMillis()))
                    .nodes()
                    .get(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                    .size();
            if (brokers == 0) {
                throw new IOException("the cluster has no broker");
            }
            return brokers + (brokers == 1 ? " broker" : " brokers");
        });
    }

    /** Its own readiness: both of its queries land. */
    public Dependency streaming() {
        return look("streaming", config.streaming().url().toString(), () -> {
            HttpResponse<String> answer = get("/health/ready");
            if (answer.statusCode() != 200) {
                throw new IOException("runs, but is not ready (HTTP " + answer.statusCode() + "); see /api/v1/status");
            }
            return "lands";
        });
    }

    /** What the streaming job says of itself, as JSON text. */
    public String streamingStatus() throws IOException {
        try {
            HttpResponse<String> answer = get("/status");
            if (answer.statusCode() != 200 || answer.body().length() > LONGEST_STATUS_BYTES) {
                throw new IOException("/status answered HTTP " + answer.statusCode());
            }
            return answer.body();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        String base = config.streaming().url().toString().replaceFirst("/+$", "");
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(LONGEST).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private Dependency look(String name, String endpoint, Look look) {
        long begin = System.nanoTime();
        boolean isUp = false;
        String detail;
        try {
            detail = look.at();
            isUp = true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            detail = "interrupted";
        } catch (IOException | ExecutionException | TimeoutException | ClickHouseException failure) {
            detail = reason(failure);
        }
        if (!isUp && System.nanoTime() - begin >= LONGEST.toNanos()) {
            detail = "no answer within " + LONGEST.toMillis() + " ms";
        }
        remember(name, isUp);
        return new Dependency(name, endpoint, isUp, detail, (System.nanoTime() - begin) / 1_000_000L);
    }

    private static String reason(Exception failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        String message = cause.getMessage();
        return message == null ? "does not answer (" + cause.getClass().getSimpleName() + ")" : message;
    }

    private void remember(String name, boolean isUp) {
        if (lastSeenUp.put(name, isUp) == null) {
            Gauge.builder("tidemark_api_dependency_up", lastSeenUp, seen -> seen.getOrDefault(name, false) ? 1 : 0)
                    .description("1 if the dependency answered when last looked at")
                    .tag("dependency", name)
                    .register(metrics);
        }
    }
}
