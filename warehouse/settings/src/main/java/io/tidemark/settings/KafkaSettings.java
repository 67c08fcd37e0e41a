package io.tidemark.settings;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where Kafka is, and how topics are made when they do not exist yet (a topic's partition count never changes after).
 *
 * @param retentionBytes most of a topic that is kept, all its partitions together; absent: any size
 */
public record KafkaSettings(
        String bootstrapServers, int partitions, Duration retention, Optional<Long> retentionBytes) {
    public static final Setting<String> BOOTSTRAP_SERVERS = Setting.required(
                    "kafka.bootstrap", Kinds.BOOTSTRAP_SERVERS, "Kafka's bootstrap servers")
            .environment("KAFKA_BOOTSTRAP_SERVERS");
    public static final Setting<Integer> PARTITIONS = Setting.of(
                    "kafka.partitions", Kinds.integer(1, 1_000), "2", "partitions of a topic when it is created")
            .environment("TIDEMARK_PARTITIONS");
    public static final Setting<Duration> RETENTION = Setting.of(
                    "kafka.retention", Kinds.DURATION, "7d", "how long a topic keeps its records when it is created")
            .environment("TIDEMARK_RETENTION");
    public static final Setting<Optional<Long>> RETENTION_SIZE = Setting.of(
                    "kafka.retentionSize",
                    Kinds.optional(Kinds.BYTES),
                    "",
                    "how much of a topic is kept when it is created, all its partitions together; empty: any size")
            .environment("TIDEMARK_RETENTION_SIZE");

    /** Topics of any size. */
    public KafkaSettings(String bootstrapServers, int partitions, Duration retention) {
        this(bootstrapServers, partitions, retention, Optional.empty());
    }

    public static KafkaSettings from(Map<String, String> environment) {
        Settings settings = Settings.fromEnvironment(
                List.of(BOOTSTRAP_SERVERS, PARTITIONS, RETENTION, RETENTION_SIZE), environment);
        return new KafkaSettings(
                settings.get(BOOTSTRAP_SERVERS),
                settings.get(PARTITIONS),
                settings.get(RETENTION),
                settings.get(RETENTION_SIZE));
    }

    /** What {@link #from} reads. */
    public Map<String, String> toEnvironment() {
        Map<String, String> environment = new TreeMap<>();
        environment.put(BOOTSTRAP_SERVERS.environment(), bootstrapServers);
        environment.put(PARTITIONS.environment(), Integer.toString(partitions));
        environment.put(RETENTION.environment(), retention.toString());
        environment.put(
                RETENTION_SIZE.environment(),
                retentionBytes.map(bytes -> Long.toString(bytes)).orElse(""));
        return environment;
    }
}
