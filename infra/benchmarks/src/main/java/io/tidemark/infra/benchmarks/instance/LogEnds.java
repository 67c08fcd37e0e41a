package io.tidemark.infra.benchmarks.instance;

import io.tidemark.infra.benchmarks.BenchException;
import io.tidemark.settings.KafkaSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Where the log's topics end. Not thread-safe. */
public final class LogEnds implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 15_000;

    private final String servers;
    private final KafkaConsumer<byte[], byte[]> consumer;

    public LogEnds(KafkaSettings settings) {
        servers = settings.bootstrapServers();
        consumer = new KafkaConsumer<>(consumerOf(settings));
    }

    /** What a consumer that assigns its partitions itself needs. */
    public static Map<String, Object> consumerOf(KafkaSettings settings) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrapServers(),
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                PATIENCE_MILLIS);
    }

    /** The offset after the last record of each partition. */
    public Map<Integer, Long> of(String topic) {
        try {
            List<TopicPartition> partitions = consumer.partitionsFor(topic, Duration.ofMillis(PATIENCE_MILLIS)).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            Map<Integer, Long> ends = new TreeMap<>();
            consumer.endOffsets(partitions).forEach((partition, end) -> ends.put(partition.partition(), end));
            return ends;
        } catch (KafkaException failure) {
            throw BenchException.notReady(
                    "Kafka at " + servers + " does not say where topic " + topic
                            + " ends: start an instance, ./tidemark up --feed none (" + failure.getMessage() + ")",
                    failure);
        }
    }

    @Override
    public void close() {
        consumer.close(Duration.ofSeconds(5));
    }
}
