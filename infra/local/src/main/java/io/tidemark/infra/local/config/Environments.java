package io.tidemark.infra.local.config;

import io.tidemark.settings.ApiSettings;
import io.tidemark.settings.ClickHouseSettings;
import io.tidemark.settings.KafkaSettings;
import io.tidemark.settings.LakeSettings;
import io.tidemark.settings.SchedulerSettings;
import io.tidemark.settings.StreamingSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The environment that processes are started with, and the part of it that {@code env} prints for people. */
public final class Environments {
    /** Names and order are a contract with notebooks and scripts. */
    private static final List<String> FOR_PEOPLE = List.of(
            "KAFKA_BOOTSTRAP_SERVERS",
            "AWS_ENDPOINT_URL",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_REGION",
            "TIDEMARK_LAKE",
            "CLICKHOUSE_URL",
            "CLICKHOUSE_USER",
            "CLICKHOUSE_PASSWORD",
            "TIDEMARK_API_URL");

    private final LocalConfig config;

    public Environments(LocalConfig config) {
        this.config = config;
    }

    public Map<String, String> of(Role role) {
        Map<String, String> environment = new TreeMap<>();
        environment.putAll(new KafkaSettings(
                        config.bootstrapServers(),
                        config.get(LocalSettings.KAFKA_PARTITIONS),
                        config.get(LocalSettings.KAFKA_RETENTION),
                        config.get(LocalSettings.KAFKA_RETENTION_SIZE))
                .toEnvironment());
        environment.putAll(lake().toEnvironment());
        environment.putAll(clickHouse(role).toEnvironment());
        environment.putAll(new ApiSettings(config.apiUrl(), config.get(LocalSettings.API_TOKEN)).toEnvironment());
        environment.putAll(
                new StreamingSettings(config.streamingUrl(), config.home().path()).toEnvironment());
        environment.putAll(
                new SchedulerSettings(config.schedulerUrl(), config.home().path()).toEnvironment());
        // One value for all who close bars: the streaming job, the API and the rebuild after a load.
        environment.put(
                LocalSettings.STREAMING_LATENESS.environment(),
                config.get(LocalSettings.STREAMING_LATENESS).toMillis() + "ms");
        return environment;
    }

    public Map<String, String> forPeople() {
        Map<String, String> all = of(Role.ANALYST);
        Map<String, String> shown = new LinkedHashMap<>();
        FOR_PEOPLE.forEach(name -> shown.put(name, all.getOrDefault(name, "")));
        config.get(LocalSettings.API_TOKEN).ifPresent(token -> shown.put("TIDEMARK_API_TOKEN", token));
        return shown;
    }

    public LakeSettings lake() {
        return new LakeSettings(
                "s3://" + config.get(LocalSettings.S3_BUCKET) + "/lake",
                config.s3Url(),
                config.get(LocalSettings.S3_ACCESS_KEY),
                config.get(LocalSettings.S3_SECRET_KEY),
                config.get(LocalSettings.S3_REGION));
    }

    public ClickHouseSettings clickHouse(Role role) {
        String user = switch (role) {
            case OWNER -> config.get(LocalSettings.CLICKHOUSE_USER);
            case API -> "api";
            case ANALYST -> "analyst";
        };
        String password = config.get(
                switch (role) {
                    case OWNER -> LocalSettings.CLICKHOUSE_PASSWORD;
                    case API -> LocalSettings.CLICKHOUSE_API_PASSWORD;
                    case ANALYST -> LocalSettings.CLICKHOUSE_ANALYST_PASSWORD;
                });
        return new ClickHouseSettings(
                config.clickHouseUrl(), user, password, config.get(LocalSettings.CLICKHOUSE_DATABASE));
    }
}
