package io.tidemark.streaming.landing;

import io.tidemark.streaming.log.TopicIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What one query has done, for status and metrics; written by the query, read by others. */
public final class QueryProgress {
    /** Where a query is. */
    public enum State {
        WAITING,
        RUNNING,
        BACKING_OFF,
        REFUSED,
        STOPPED
    }

    /** The landed offsets of one topic's life. */
    public record TopicProgress(TopicIdentity topic, int epoch, Map<Integer, Long> nextOffsets) {}

    /**
     * @param knownToMicros append time up to which each {@code topic-partition} has landed
     * @param recordsPerSecond over the last batches, decaying
     */
    public record Snapshot(
            String name,
            State state,
            String detail,
            long batchId,
            long recordsLanded,
            double recordsPerSecond,
            Optional<String> lastError,
            Optional<Instant> lastBatchAt,
            Map<String, TopicProgress> topics,
            Map<String, Long> knownToMicros,
            Map<String, Long> quarantined,
            Map<String, Long> stepMillis) {}

    private final String name;
    private State state = State.WAITING;
    private String detail = "not started";
    private long batchId = -1;
    private long recordsLanded;
    private double recordsPerSecond;
    private Optional<String> lastError = Optional.empty();
    private Optional<Instant> lastBatchAt = Optional.empty();
    private final Map<String, TopicProgress> topics = new TreeMap<>();
    private final Map<String, Long> knownToMicros = new TreeMap<>();
    private final Map<String, Long> quarantined = new TreeMap<>();
    private final Map<String, Long> stepMillis = new TreeMap<>();

    public QueryProgress(String name) {
        this.name = name;
    }

    synchronized void waiting(String what) {
        state = State.WAITING;
        detail = what;
    }

    synchronized void startsAt(TopicIdentity topic, int epoch, Map<Integer, Long> offsets) {
        topics.put(topic.topic(), new TopicProgress(topic, epoch, Map.copyOf(offsets)));
    }

    synchronized void running() {
        state = State.RUNNING;
        detail = "";
    }

    /** It lands, though not from Kafka yet: how far it is behind the log is not known. */
    synchronized void restoring(String what) {
        state = State.RUNNING;
        detail = what;
    }

    synchronized void landed(long batch, LandedBatch landed, Duration took) {
        batchId = batch;
        lastBatchAt = Optional.of(Instant.now());
        long records = 0;
        for (TopicRange range : landed.ranges()) {
            records += range.size();
            TopicProgress before = topics.get(range.topic());
            if (before != null) {
                Map<Integer, Long> offsets = new TreeMap<>(before.nextOffsets());
                offsets.merge(range.partition(), range.to(), Math::max);
                topics.put(range.topic(), new TopicProgress(before.topic(), before.epoch(), offsets));
            }
        }
        recordsLanded += records;
        double rate = records / Math.max(1e-3, took.toNanos() / 1e9);
        recordsPerSecond = recordsPerSecond == 0 ? rate : 0.7 * recordsPerSecond + 0.3 * rate;
        knownToMicros.putAll(landed.knownToMicros());
        landed.quarantined().forEach((reason, count) -> quarantined.merge(reason, count, Long::sum));
        landed.stepMillis().forEach((step, millis) -> stepMillis.merge(step, millis, Long::sum));
        state = State.RUNNING;
        detail = "";
        lastError = Optional.empty();
    }

    synchronized void failed(State next, String what, String error) {
        state = next;
        detail = what;
        lastError = Optional.of(error);
    }

    synchronized void stopped() {
        state = State.STOPPED;
        detail = "";
    }

    public synchronized Snapshot snapshot() {
        return new Snapshot(
                name,
                state,
                detail,
                batchId,
                recordsLanded,
                recordsPerSecond,
                lastError,
                lastBatchAt,
                Map.copyOf(topics),
                Map.copyOf(knownToMicros),
                Map.copyOf(quarantined),
                new TreeMap<>(stepMillis));
    }
}
