package io.tidemark.api.latest;

import io.tidemark.clickhouse.read.HistoryReader;
import io.tidemark.wire.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/** Where a session of the log's reader begins: behind landing, and far enough back for the current minute. */
final class LogStarts {
    /** Records between landing and the log's end beyond which following the log is not worth it. */
    static final long MOST_BEHIND = 300_000;
    /** The current minute and what is late for it. */
    private static final Duration LOOK_BACK = Duration.ofSeconds(90);
    /** At high rates a shorter look-back: memory is then certain of the current minute a little later. */
    private static final long MOST_LOOK_BACK_RECORDS = 1_000_000;

    private final Admin admin;
    private final HistoryReader positions;
    private final Clock clock;

    private long flownAtMillis;
    private long flownRecords;

    LogStarts(Admin admin, HistoryReader positions, Clock clock) {
        this.admin = admin;
        this.positions = positions;
        this.clock = clock;
    }

    /** @throws IllegalStateException that says what is not there yet */
    List<LogTopic> topics() {
        List<LogTopic> topics = new ArrayList<>();
        for (TopicDescription topic : descriptions()) {
            String uuid = topic.topicId().toString();
            OptionalInt epoch = positions.epoch(topic.name(), uuid);
            if (epoch.isEmpty()) {
                throw new IllegalStateException(
                        "the streaming job has not landed anything of topic " + topic.name() + " (" + uuid + ") yet");
            }
            topics.add(new LogTopic(
                    topic.name(),
                    uuid,
                    epoch.getAsInt(),
                    topic.partitions().stream()
                            .map(TopicPartitionInfo::partition)
                            .toList()));
        }
        return topics;
    }

    /** Whether the topics are still the same lives with the same partitions; asks Kafka only, so that it works without the store. */
    boolean isSameLog(List<LogTopic> topics) {
        Map<String, TopicDescription> now = new HashMap<>();
        descriptions().forEach(topic -> now.put(topic.name(), topic));
        return topics.stream().allMatch(topic -> {
            TopicDescription described = Objects.requireNonNull(now.get(topic.name()));
            return described.topicId().toString().equals(topic.uuid())
                    && described.partitions().size() == topic.partitions().size();
        });
    }

    private Collection<TopicDescription> descriptions() {
        try {
            return admin.describeTopics(List.of(Topics.TRADES, Topics.QUOTES))
                    .allTopicNames()
                    .get(5, TimeUnit.SECONDS)
                    .values();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        } catch (ExecutionException | TimeoutException failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            throw new IllegalStateException("Kafka does not tell of the topics: " + cause, failure);
        }
    }

    Map<TopicPartition, Long> landedTo(List<LogTopic> topics) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (LogTopic topic : topics) {
            Map<Integer, Long> landed = positions.landedTo(topic.name(), topic.epoch());
            for (int partition : topic.partitions()) {
                offsets.put(new TopicPartition(topic.name(), partition), landed.getOrDefault(partition, 0L));
            }
        }
        return offsets;
    }

    /** Whether landing is far behind, or records come faster than {@code mostRecordsPerSecond}, seen from call to call. */
    boolean isFlooded(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> landedTo, long mostRecordsPerSecond) {
        long behind = 0;
        long end = 0;
        for (Map.Entry<TopicPartition, Long> one : ends.entrySet()) {
            behind += Math.max(0, one.getValue() - landedTo.getOrDefault(one.getKey(), 0L));
            end += one.getValue();
        }
        long nowMillis = clock.millis();
        long seconds = (nowMillis - flownAtMillis) / 1_000;
        boolean isFast = flownAtMillis > 0 && seconds > 0 && (end - flownRecords) / seconds > mostRecordsPerSecond;
        flownAtMillis = nowMillis;
        flownRecords = end;
        return isFast || behind > MOST_BEHIND;
    }

    Map<TopicPartition, LogStart> choose(
            Consumer<byte[], byte[]> consumer,
            List<LogTopic> topics,
            Map<TopicPartition, Long> ends,
            Map<TopicPartition, Long> landedTo) {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(ends.keySet());
        long since = clock.millis() - LOOK_BACK.toMillis();
        Map<TopicPartition, Long> times = new HashMap<>();
        ends.keySet().forEach(partition -> times.put(partition, since));
        Map<TopicPartition, OffsetAndTimestamp> recent = consumer.offsetsForTimes(times);

        Map<TopicPartition, LogStart> chosen = new HashMap<>();
        for (LogTopic topic : topics) {
            for (int number : topic.partitions()) {
                TopicPartition partition = new TopicPartition(topic.name(), number);
                long landed = landedTo.getOrDefault(partition, 0L);
                OffsetAndTimestamp look = recent.get(partition);
                long lookBack = Math.max(look == null ? landed : look.offset(), landed - MOST_LOOK_BACK_RECORDS);
                long offset = Math.max(Math.min(landed, lookBack), Objects.requireNonNull(beginnings.get(partition)));
                chosen.put(partition, start(topic, number, offset));
            }
        }
        return chosen;
    }

    private LogStart start(LogTopic topic, int partition, long offset) {
        boolean isWholeLife = offset == 0 && topic.epoch() == 0;
        boolean hasHistory = !isWholeLife && topic.name().equals(Topics.TRADES);
        return new LogStart(
                offset, isWholeLife, hasHistory ? positions.below(topic.epoch(), partition, offset) : Map.of());
    }
}
