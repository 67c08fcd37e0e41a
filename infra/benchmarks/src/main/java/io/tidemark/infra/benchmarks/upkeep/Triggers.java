package io.tidemark.infra.benchmarks.upkeep;

import io.tidemark.infra.benchmarks.instance.LandingStatus;
import io.tidemark.settings.Kinds;
import io.tidemark.settings.Setting;
import io.tidemark.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How often each store gets a batch: the streaming job's settings, which it reads from the same environment. */
public record Triggers(Duration lake, Duration clickHouse) {
    private static final Setting<Duration> LAKE =
            Setting.of("streaming.lakeTrigger", Kinds.DURATION, "5s", "how often the lake gets a commit");
    private static final Setting<Duration> CLICKHOUSE =
            Setting.of("streaming.clickhouseTrigger", Kinds.DURATION, "500ms", "how often ClickHouse gets a batch");

    public static Triggers from(Map<String, String> environment) {
        Settings settings = Settings.fromEnvironment(List.of(LAKE, CLICKHOUSE), environment);
        return new Triggers(settings.get(LAKE), settings.get(CLICKHOUSE));
    }

    Duration of(String store) {
        return store.equals(LandingStatus.LAKE) ? lake : clickHouse;
    }

    double seconds(String store) {
        return of(store).toMillis() / 1e3;
    }
}
