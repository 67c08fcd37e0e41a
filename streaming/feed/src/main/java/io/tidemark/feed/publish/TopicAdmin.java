package io.tidemark.feed.publish;

import io.tidemark.settings.KafkaSettings;
import io.tidemark.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Makes the log's topics as the contract wants them, and refuses topics that are otherwise: knowledge time is the broker's append
 * time, nothing is compacted, and the number of partitions never changes, because an instrument lives in one of them.
 */
public final class TopicAdmin implements AutoCloseable {
    /** The topics that the spine of the system writes and reads. */
    public static final List<String> SPINE = List.of(Topics.TRADES, Topics.QUOTES, Topics.BARS);

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(50);
    /** What Kafka allows at least, and its default. */
    private static final long SMALLEST_SEGMENT_BYTES = 1 << 20;

    private static final long LARGEST_SEGMENT_BYTES = 1 << 30;
    private static final Map<String, String> FIXED = Map.of(
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
            "LogAppendTime",
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_DELETE);

    private final KafkaSettings settings;
    private final Admin admin;

    public TopicAdmin(KafkaSettings settings) {
        this.settings = settings;
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrapServers(),
                AdminClientConfig.CLIENT_ID_CONFIG,
                "tidemark-topics",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Long.toString(PATIENCE.toMillis() / 2),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                Long.toString(PATIENCE.toMillis())));
    }

    /**
     * Creates the topics that are missing and checks those that exist.
     *
     * @throws FeedException when a topic is not as it must be, with all its problems, or when Kafka does not answer
     */
    public void ensure(Collection<String> topics) {
        Set<String> existing = await(admin.listTopics().names());
        for (String topic : topics) {
            if (!existing.contains(topic)) {
                create(topic);
            }
        }
        List<String> problems = new ArrayList<>();
        topics.forEach(topic -> problems.addAll(problems(topic)));
        if (!problems.isEmpty()) {
            throw FeedException.failed(String.join("\n", problems));
        }
    }

    /** The topic's UUID: another one means that the topic was recreated. */
    public String id(String topic) {
        return description(topic).topicId().toString();
    }

    private void create(String topic) {
        Map<String, String> configs = new HashMap<>(FIXED);
        configs.put(
                TopicConfig.RETENTION_MS_CONFIG,
                Long.toString(settings.retention().toMillis()));
        settings.retentionBytes().ifPresent(bytes -> limitSize(configs, bytes / settings.partitions()));
        try {
            await(admin.createTopics(List.of(
                            new NewTopic(topic, Optional.of(settings.partitions()), Optional.empty()).configs(configs)))
                    .all());
        } catch (FeedException failed) {
            // Two processes start at the same time and both want it: one is first.
            if (!(failed.getCause() instanceof TopicExistsException)) {
                throw failed;
            }
        }
    }

    /** Kafka drops whole segments, and never the one that it writes: a quarter of the limit each, so that it holds about. */
    private static void limitSize(Map<String, String> configs, long partitionBytes) {
        configs.put(
                TopicConfig.RETENTION_BYTES_CONFIG, Long.toString(Math.max(SMALLEST_SEGMENT_BYTES, partitionBytes)));
        long segmentBytes = Math.min(LARGEST_SEGMENT_BYTES, Math.max(SMALLEST_SEGMENT_BYTES, partitionBytes / 4));
        configs.put(TopicConfig.SEGMENT_BYTES_CONFIG, Long.toString(segmentBytes));
    }

    private List<String> problems(String topic) {
        List<String> problems = new ArrayList<>();
        int partitions = description(topic).partitions().size();
        if (partitions != settings.partitions()) {
            problems.add("Topic " + topic + " has " + partitions + " partitions and " + settings.partitions()
                    + " are configured. A topic's partitions never change: set TIDEMARK_PARTITIONS=" + partitions
                    + ".");
        }
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        Config config = Objects.requireNonNull(
                await(admin.describeConfigs(List.of(resource)).all()).get(resource));
        FIXED.forEach((name, wanted) -> {
            String actual = config.get(name).value();
            if (!wanted.equals(actual)) {
                problems.add("Topic " + topic + " has " + name + "=" + actual + " and must have " + wanted
                        + ": delete the topic and let Tidemark create it, or change it with kafka-configs --alter"
                        + " --entity-type topics --entity-name " + topic + " --add-config " + name + "=" + wanted
                        + ".");
            }
        });
        return problems;
    }

    /** A topic that was just created is not known to every broker at once. */
    private TopicDescription description(String topic) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return Objects.requireNonNull(
                        await(admin.describeTopics(List.of(topic)).allTopicNames())
                                .get(topic));
            } catch (FeedException failed) {
                boolean notYet = failed.getCause() instanceof UnknownTopicOrPartitionException;
                if (!notYet || System.nanoTime() > deadline) {
                    throw failed;
                }
                LockSupport.parkNanos(RETRY_PAUSE.toNanos());
            }
        }
    }

    private <T> T await(KafkaFuture<T> future) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            if (cause instanceof org.apache.kafka.common.errors.TimeoutException) {
                throw silent(cause);
            }
            throw FeedException.failed(
                    "Kafka at " + settings.bootstrapServers() + " refused: " + cause.getMessage(), cause);
        } catch (TimeoutException late) {
            throw silent(late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw FeedException.failed("interrupted while asking Kafka", interrupted);
        }
    }

    private FeedException silent(Throwable cause) {
        return FeedException.componentDown(
                "Kafka at " + settings.bootstrapServers() + " does not answer within " + PATIENCE.toSeconds()
                        + " s: start it, or set KAFKA_BOOTSTRAP_SERVERS.",
                cause);
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
