package io.tidemark.api.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Times every request to the API until its last byte, by endpoint and status. */
@Singleton
public class RequestMetrics {
    private static final int FIRST = 400;
    private static final String PREFIX = "/api/v1/";
    private static final Set<String> ENDPOINTS =
            Set.of("symbols", "instruments", "latest", "ticks", "bars", "status", "jobs");
    /** Of the promises: 10 ms for the latest, 30 ms for a day of bars, and their neighbourhood. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(20),
        Duration.ofMillis(30), Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(300),
                Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private record Key(String endpoint, int status) {}

    private final Map<Key, Timer> timers = new ConcurrentHashMap<>();
    private final MeterRegistry metrics;

    public RequestMetrics(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    void register(@Observes Filters filters) {
        filters.register(this::time, FIRST);
    }

    private void time(RoutingContext context) {
        String path = context.request().path();
        if (path != null && path.startsWith(PREFIX)) {
            long begin = System.nanoTime();
            String endpoint = endpoint(path);
            context.addEndHandler(ended -> timers.computeIfAbsent(
                            new Key(endpoint, context.response().getStatusCode()), this::timer)
                    .record(System.nanoTime() - begin, TimeUnit.NANOSECONDS));
        }
        context.next();
    }

    private Timer timer(Key key) {
        return Timer.builder("tidemark_api_requests")
                .description("Requests by endpoint and status, until the last byte")
                .tag("endpoint", key.endpoint())
                .tag("status", Integer.toString(key.status()))
                .serviceLevelObjectives(BUCKETS)
                .register(metrics);
    }

    /** Only known names become labels: a caller must not be able to make new ones. */
    static String endpoint(String path) {
        int from = PREFIX.length();
        int slash = path.indexOf('/', from);
        String name = slash < 0 ? path.substring(from) : path.substring(from, slash);
        return ENDPOINTS.contains(name) ? name : "other";
    }
}
