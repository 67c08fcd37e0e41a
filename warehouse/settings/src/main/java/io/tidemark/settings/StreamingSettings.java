package io.tidemark.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The streaming job's own endpoint (status and metrics), and the folder where checkpoints and other local state live. */
public record StreamingSettings(URI statusUrl, Path home) {
    public static final Setting<URI> STATUS_URL = Setting.required(
                    "streaming.url", Kinds.HTTP_URL, "the streaming job's status and metrics endpoint")
            .environment("TIDEMARK_STREAMING_URL");
    public static final Setting<Path> HOME = Setting.required("streaming.home", Kinds.PATH, "the folder of local state")
            .environment("TIDEMARK_HOME");

    /** Read by whoever closes bars: the streaming job, the rebuild of the lake's bars and the API's latest minute. */
    public static final Setting<Duration> LATENESS = Setting.of(
            "streaming.lateness", Kinds.DURATION, "2s", "how long after its end a bar waits before it closes");

    /** Read by the streaming job, and by whoever compares its lag with it. */
    public static final Setting<Duration> CLICKHOUSE_TRIGGER =
            Setting.of("streaming.clickhouseTrigger", Kinds.DURATION, "500ms", "how often ClickHouse gets a batch");

    public static final Setting<Duration> LAKE_TRIGGER =
            Setting.of("streaming.lakeTrigger", Kinds.DURATION, "5s", "how often the lake gets a commit");

    public static StreamingSettings from(Map<String, String> environment) {
        Settings settings = Settings.fromEnvironment(List.of(STATUS_URL, HOME), environment);
        return new StreamingSettings(settings.get(STATUS_URL), settings.get(HOME));
    }

    /** What {@link #from} reads. */
    public Map<String, String> toEnvironment() {
        return Map.of(STATUS_URL.environment(), statusUrl.toString(), HOME.environment(), home.toString());
    }
}
