package io.tidemark.settings;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Where Kafka is, and how topics are made when they do not exist yet (a topic's partition count never changes after). */
public record KafkaSettings(String bootstrapServers, int partitions, Duration retention) {
    public static final Setting<String> BOOTSTRAP_SERVERS = Setting.required(
                    "kafka.bootstrap", Kinds.BOOTSTRAP_SERVERS, "Kafka's bootstrap servers")
            .environment("KAFKA_BOOTSTRAP_SERVERS");
    public static final Setting<Integer> PARTITIONS = Setting.of(
                    "kafka.partitions", Kinds.integer(1, 1_000), "2", "partitions of a topic when it is created")
            .environment("TIDEMARK_PARTITIONS");
    public static final Setting<Duration> RETENTION = Setting.of(
                    "kafka.retention", Kinds.DURATION, "7d", "how long a topic keeps its records when it is created")
            .environment("TIDEMARK_RETENTION");

    public static KafkaSettings from(Map<String, String> environment) {
        Settings settings = Settings.fromEnvironment(List.of(BOOTSTRAP_SERVERS, PARTITIONS, RETENTION), environment);
        return new KafkaSettings(settings.get(BOOTSTRAP_SERVERS), settings.get(PARTITIONS), settings.get(RETENTION));
    }

    /** What {@link #from} reads. */
    public Map<String, String> toEnvironment() {
        return Map.of(
                BOOTSTRAP_SERVERS.environment(), bootstrapServers,
                PARTITIONS.environment(), Integer.toString(partitions),
                RETENTION.environment(), retention.toString());
    }
}
