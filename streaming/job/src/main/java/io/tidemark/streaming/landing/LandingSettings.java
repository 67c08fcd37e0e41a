package io.tidemark.streaming.landing;

import io.tidemark.settings.Kinds;
import io.tidemark.settings.Setting;
import io.tidemark.settings.Settings;
import io.tidemark.settings.StreamingSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The pace of landing.
 *
 * @param clickHouseTrigger a batch begins this often; behind it are the parts that ClickHouse must merge
 * @param lakeTrigger likewise; behind it are the files of the lake
 * @param clickHouseBatch most records in a batch when catching up; @param lakeBatch likewise
 * @param lateness a bar closes when its instrument's mark is this far past its end
 * @param acceptRetention whether landing may begin behind records that Kafka has already dropped
 */
public record LandingSettings(
        Duration clickHouseTrigger,
        Duration lakeTrigger,
        int clickHouseBatch,
        int lakeBatch,
        Duration lateness,
        String sparkMaster,
        boolean acceptRetention) {
    private static final Setting<Integer> CLICKHOUSE_BATCH = Setting.of(
            "streaming.clickhouseBatch", Kinds.integer(1_000, 10_000_000), "600000", "most records in a batch");
    private static final Setting<Integer> LAKE_BATCH =
            Setting.of("streaming.lakeBatch", Kinds.integer(1_000, 50_000_000), "2000000", "most records in a commit");
    private static final Setting<String> SPARK_MASTER =
            Setting.of("streaming.sparkMaster", Kinds.TEXT, "local[4]", "Spark's master");
    private static final Setting<String> ACCEPT_RETENTION = Setting.of(
            "streaming.acceptRetention",
            Kinds.oneOf("true", "false"),
            "false",
            "true: begin behind records that Kafka has dropped before they landed");

    public static final List<Setting<?>> ALL = List.of(
            StreamingSettings.CLICKHOUSE_TRIGGER,
            StreamingSettings.LAKE_TRIGGER,
            CLICKHOUSE_BATCH,
            LAKE_BATCH,
            StreamingSettings.LATENESS,
            SPARK_MASTER,
            ACCEPT_RETENTION);

    public static LandingSettings from(Map<String, String> environment) {
        Settings settings = Settings.fromEnvironment(ALL, environment);
        return new LandingSettings(
                settings.get(StreamingSettings.CLICKHOUSE_TRIGGER),
                settings.get(StreamingSettings.LAKE_TRIGGER),
                settings.get(CLICKHOUSE_BATCH),
                settings.get(LAKE_BATCH),
                settings.get(StreamingSettings.LATENESS),
                settings.get(SPARK_MASTER),
                settings.get(ACCEPT_RETENTION).equals("true"));
    }
}
