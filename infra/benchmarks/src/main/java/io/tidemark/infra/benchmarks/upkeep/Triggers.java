package io.tidemark.infra.benchmarks.upkeep;

import io.tidemark.infra.benchmarks.instance.LandingStatus;
import io.tidemark.settings.Settings;
import io.tidemark.settings.StreamingSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How often each store gets a batch: the streaming job's settings, which it reads from the same environment. */
public record Triggers(Duration lake, Duration clickHouse) {
    public static Triggers from(Map<String, String> environment) {
        Settings settings = Settings.fromEnvironment(
                List.of(StreamingSettings.LAKE_TRIGGER, StreamingSettings.CLICKHOUSE_TRIGGER), environment);
        return new Triggers(
                settings.get(StreamingSettings.LAKE_TRIGGER), settings.get(StreamingSettings.CLICKHOUSE_TRIGGER));
    }

    Duration of(String store) {
        return store.equals(LandingStatus.LAKE) ? lake : clickHouse;
    }

    double seconds(String store) {
        return of(store).toMillis() / 1e3;
    }
}
