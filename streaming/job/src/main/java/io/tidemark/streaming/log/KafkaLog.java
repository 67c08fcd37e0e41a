package io.tidemark.streaming.log;

import io.tidemark.settings.KafkaSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Topics, their identity and their offsets, as the broker tells them now. */
public final class KafkaLog implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private final KafkaSettings settings;
    private final Admin admin;

    public KafkaLog(KafkaSettings settings) {
        this.settings = settings;
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrapServers(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) TIMEOUT.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) TIMEOUT.toMillis() / 2));
    }

    /** The topic's present life; absent when there is no such topic. */
    public Optional<TopicIdentity> identity(String topic) {
        try {
            TopicDescription description = await(
                            admin.describeTopics(List.of(topic)).allTopicNames(), TIMEOUT)
                    .get(topic);
            return description == null
                    ? Optional.empty()
                    : Optional.of(new TopicIdentity(
                            topic,
                            description.topicId().toString(),
                            description.partitions().size()));
        } catch (LogUnavailableException failure) {
            if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    /** Offset of the first record that each partition still has. */
    public Map<Integer, Long> beginOffsets(TopicIdentity topic) {
        return offsets(topic, OffsetSpec.earliest());
    }

    /** Offset that each partition's next record will have. */
    public Map<Integer, Long> endOffsets(TopicIdentity topic) {
        return offsets(topic, OffsetSpec.latest());
    }

    /**
     * The same of several topics, asked at once for people who wait: by topic, then by partition.
     *
     * @throws LogUnavailableException when there is no answer within {@code timeout}
     */
    public Map<String, Map<Integer, Long>> endOffsets(Collection<TopicIdentity> topics, Duration timeout) {
        return offsets(topics, OffsetSpec.latest(), timeout);
    }

    private Map<Integer, Long> offsets(TopicIdentity topic, OffsetSpec spec) {
        return offsets(List.of(topic), spec, TIMEOUT).getOrDefault(topic.topic(), Map.of());
    }

    private Map<String, Map<Integer, Long>> offsets(
            Collection<TopicIdentity> topics, OffsetSpec spec, Duration timeout) {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        for (TopicIdentity topic : topics) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                wanted.put(new TopicPartition(topic.topic(), partition), spec);
            }
        }
        Map<String, Map<Integer, Long>> offsets = new TreeMap<>();
        ListOffsetsOptions options = new ListOffsetsOptions().timeoutMs((int) timeout.toMillis());
        await(admin.listOffsets(wanted, options).all(), timeout)
                .forEach((partition, info) -> offsets.computeIfAbsent(partition.topic(), topic -> new TreeMap<>())
                        .put(partition.partition(), info.offset()));
        return offsets;
    }

    private <T> T await(KafkaFuture<T> future, Duration timeout) {
        try {
            return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            throw new LogUnavailableException(unavailable(cause.toString()), cause);
        } catch (TimeoutException failure) {
            throw new LogUnavailableException(unavailable("no answer in " + timeout.toMillis() + " ms"), failure);
        } catch (InterruptedException failure) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException(unavailable("interrupted"), failure);
        }
    }

    private String unavailable(String why) {
        return "Kafka at " + settings.bootstrapServers() + " does not answer: " + why
                + ". Check that it runs (kafka.bootstrap); landing goes on by itself when it is back.";
    }

    @Override
    public void close() {
        admin.close();
    }
}
