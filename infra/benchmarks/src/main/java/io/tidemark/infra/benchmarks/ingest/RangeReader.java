package io.tidemark.infra.benchmarks.ingest;

import io.tidemark.infra.benchmarks.BenchException;
import io.tidemark.infra.benchmarks.instance.LogEnds;
import io.tidemark.infra.benchmarks.instance.LogRange;
import io.tidemark.settings.KafkaSettings;
import io.tidemark.wire.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads some partitions of a range of trades by one plain consumer. */
final class RangeReader {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration STUCK = Duration.ofSeconds(30);

    private RangeReader() {}

    /** Calls {@code each} for every record of the partitions that lies in the range; of a partition in ascending order. */
    static void read(
            KafkaSettings kafka,
            LogRange range,
            Collection<Integer> partitions,
            Consumer<ConsumerRecord<byte[], byte[]>> each) {
        Map<String, Object> configuration = new HashMap<>(LogEnds.consumerOf(kafka));
        configuration.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
        configuration.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 << 20);
        configuration.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 8 << 20);
        List<TopicPartition> assigned = partitions.stream()
                .map(partition -> new TopicPartition(Topics.TRADES, partition))
                .toList();
        Map<Integer, Long> left = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(configuration)) {
            consumer.assign(assigned);
            for (int partition : partitions) {
                long from = range.from().getOrDefault(partition, 0L);
                consumer.seek(new TopicPartition(Topics.TRADES, partition), from);
                left.put(partition, range.to().getOrDefault(partition, 0L));
            }
            long lastNanos = System.nanoTime();
            left.entrySet().removeIf(end -> range.from().getOrDefault(end.getKey(), 0L) >= end.getValue());
            while (!left.isEmpty()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    lastNanos = System.nanoTime();
                    Long end = left.get(record.partition());
                    if (end == null || record.offset() >= end) {
                        continue;
                    }
                    each.accept(record);
                    if (record.offset() == end - 1) {
                        left.remove(record.partition());
                        consumer.pause(List.of(new TopicPartition(Topics.TRADES, record.partition())));
                    }
                }
                if (System.nanoTime() - lastNanos > STUCK.toNanos()) {
                    throw BenchException.failed("Kafka gave nothing for " + STUCK.toSeconds() + " s; left of topic "
                            + Topics.TRADES + ": up to " + left);
                }
            }
        }
    }
}
