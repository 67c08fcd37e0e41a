package io.tidemark.batch;

import io.tidemark.settings.KafkaSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Where the topics begin and end now. */
final class KafkaOffsets {
    private static final String PATIENCE_MILLIS = "15000";

    private KafkaOffsets() {}

    /**
     * In the order of topics and partitions; a topic that does not exist has none.
     *
     * @throws ComponentDownException if no broker answers
     */
    static List<TopicPartitionEnd> read(KafkaSettings settings, Collection<String> topics) {
        Properties properties = new Properties();
        properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
        try (Admin admin = Admin.create(properties)) {
            List<TopicPartitionEnd> ends = new ArrayList<>();
            for (String topic : topics) {
                ends.addAll(read(admin, topic));
            }
            return ends;
        } catch (ExecutionException failure) {
            throw new ComponentDownException(
                    "kafka is down: no broker at " + settings.bootstrapServers() + " answers (" + failure.getCause()
                            + "). Start it with ./tidemark up, or correct KAFKA_BOOTSTRAP_SERVERS",
                    failure);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Kafka was asked for its offsets", e);
        }
    }

    private static List<TopicPartitionEnd> read(Admin admin, String topic)
            throws ExecutionException, InterruptedException {
        Collection<TopicDescription> descriptions;
        try {
            descriptions =
                    admin.describeTopics(List.of(topic)).allTopicNames().get().values();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
                return List.of();
            }
            throw failure;
        }
        List<TopicPartitionEnd> ends = new ArrayList<>();
        for (TopicDescription description : descriptions) {
            ends.addAll(read(admin, description));
        }
        return ends;
    }

    private static List<TopicPartitionEnd> read(Admin admin, TopicDescription topic)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> first = new HashMap<>();
        Map<TopicPartition, OffsetSpec> last = new HashMap<>();
        topic.partitions().forEach(partition -> {
            first.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.earliest());
            last.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest());
        });
        Map<Integer, Long> earliest = offsets(admin, first);
        List<TopicPartitionEnd> ends = new ArrayList<>();
        new TreeMap<>(offsets(admin, last))
                .forEach((partition, end) -> ends.add(new TopicPartitionEnd(
                        topic.name(),
                        topic.topicId().toString(),
                        partition,
                        earliest.getOrDefault(partition, 0L),
                        end)));
        return ends;
    }

    private static Map<Integer, Long> offsets(Admin admin, Map<TopicPartition, OffsetSpec> wanted)
            throws ExecutionException, InterruptedException {
        Map<Integer, Long> offsets = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> entry :
                admin.listOffsets(wanted).all().get().entrySet()) {
            offsets.put(entry.getKey().partition(), entry.getValue().offset());
        }
        return offsets;
    }
}
