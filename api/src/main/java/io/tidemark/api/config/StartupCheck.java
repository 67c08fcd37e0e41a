package io.tidemark.api.config;

import io.tidemark.settings.InvalidSettings;
import io.tidemark.settings.Kinds;
import io.tidemark.settings.Setting;
import io.tidemark.settings.Settings;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What must hold before anything listens, checked on the bare environment: all problems at once, before the framework starts.
 * The defaults here are those of {@code application.properties}.
 */
public final class StartupCheck {
    public static final String HOST = "quarkus.http.host";
    private static final String PORT = "quarkus.http.port";
    private static final int SHORTEST_TOKEN = 8;

    private static final Setting<Optional<URI>> URL = setting("api.url", "TIDEMARK_API_URL", "where to listen");
    private static final Setting<Optional<URI>> CLICKHOUSE =
            setting("clickhouse.url", "CLICKHOUSE_URL", "ClickHouse's HTTP interface");
    private static final Setting<Optional<URI>> STREAMING =
            setting("streaming.url", "TIDEMARK_STREAMING_URL", "the streaming job's status");
    private static final Setting<Optional<URI>> SCHEDULER =
            setting("scheduler.url", "TIDEMARK_SCHEDULER_URL", "the scheduler of batch jobs");
    private static final Setting<String> KAFKA = Setting.of(
                    "kafka.bootstrap", Kinds.BOOTSTRAP_SERVERS, "127.0.0.1:19092", "Kafka's bootstrap servers")
            .environment("KAFKA_BOOTSTRAP_SERVERS");
    private static final Setting<Duration> QUERY_TIMEOUT = Setting.of(
                    "api.queryTimeout",
                    Kinds.DURATION.where("longer than 0", length -> !length.isZero()),
                    "5s",
                    "what one question to ClickHouse may take")
            .environment("TIDEMARK_API_QUERY_TIMEOUT");
    private static final Setting<Integer> CONCURRENCY = Setting.of(
                    "api.clickhouseConcurrency", Kinds.integer(1, 1_000), "16", "questions to ClickHouse at once")
            .environment("TIDEMARK_API_CLICKHOUSE_CONCURRENCY");
    private static final Setting<Integer> RATE = Setting.of(
                    "api.latestRate",
                    Kinds.integer(1, 10_000_000),
                    "50000",
                    "records per second above which the log is not followed")
            .environment("TIDEMARK_API_LATEST_RATE");
    private static final Setting<String> TOKEN = Setting.of(
                    "api.token",
                    Kinds.TEXT.where(
                            "empty, or at least " + SHORTEST_TOKEN + " characters",
                            token -> token.isEmpty() || token.length() >= SHORTEST_TOKEN),
                    "",
                    "bearer token that is asked for")
            .environment("TIDEMARK_API_TOKEN")
            .secret();

    private static final List<Setting<?>> ALL =
            List.of(URL, CLICKHOUSE, STREAMING, SCHEDULER, KAFKA, QUERY_TIMEOUT, CONCURRENCY, RATE, TOKEN);

    private StartupCheck() {}

    private static Setting<Optional<URI>> setting(String key, String environment, String help) {
        return Setting.of(key, Kinds.optional(Kinds.HTTP_URL), "", help).environment(environment);
    }

    /**
     * The web server's settings that follow from the project's own: it listens where TIDEMARK_API_URL says, and answers the
     * origins of TIDEMARK_API_CORS_ORIGINS. Quarkus' own settings, where given, stand.
     *
     * @param given Quarkus' settings that the command line or the environment names
     * @throws InvalidSettings that lists every problem
     */
    public static Map<String, String> webSettings(Map<String, String> environment, Map<String, String> given) {
        Settings settings = Settings.fromEnvironment(ALL, environment);
        Map<String, String> derived = new LinkedHashMap<>();
        settings.get(URL).ifPresent(url -> {
            derived.put(HOST, url.getHost());
            if (url.getPort() > 0) {
                derived.put(PORT, Integer.toString(url.getPort()));
            }
        });
        String origins =
                environment.getOrDefault("TIDEMARK_API_CORS_ORIGINS", "").trim();
        if (!origins.isEmpty()) {
            derived.put("quarkus.http.cors.enabled", "true");
            derived.put("quarkus.http.cors.origins", origins);
        }
        derived.putAll(given);

        List<String> problems = new ArrayList<>();
        exposure(derived.getOrDefault(HOST, "127.0.0.1"), !settings.get(TOKEN).isEmpty())
                .ifPresent(problems::add);
        if (!problems.isEmpty()) {
            throw new InvalidSettings(problems);
        }
        return derived;
    }

    /** Why this host may not be listened on; empty when it may. */
    public static Optional<String> exposure(String host, boolean hasToken) {
        return hasToken || isLoopback(host)
                ? Optional.empty()
                : Optional.of("TIDEMARK_API_TOKEN: is not set, and listening on " + host
                        + " would let everybody in; set it, or listen on 127.0.0.1");
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
