package io.tidemark.streaming.status;

import io.tidemark.streaming.landing.QueryProgress;
import io.tidemark.streaming.log.KafkaLog;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The job's answer to "how far are you", put together from the queries' progress and Kafka's ends. */
public final class JobStatus {
    private final List<QueryProgress> queries;
    private final KafkaLog log;
    private final Clock clock;

    public JobStatus(List<QueryProgress> queries, KafkaLog log, Clock clock) {
        this.queries = List.copyOf(queries);
        this.log = log;
        this.clock = clock;
    }

    /**
     * One query, with its distance from the log.
     *
     * @param lagRecords in Kafka and not yet in the store; absent while Kafka does not answer
     * @param frontier the store holds everything that was appended up to then
     */
    public record QueryStatus(
            QueryProgress.Snapshot progress,
            Optional<Long> lagRecords,
            Optional<Instant> frontier,
            double lagSeconds) {}

    public List<QueryStatus> queries() {
        List<QueryStatus> statuses = new ArrayList<>();
        for (QueryProgress query : queries) {
            statuses.add(status(query.snapshot()));
        }
        return statuses;
    }

    private QueryStatus status(QueryProgress.Snapshot progress) {
        Instant now = clock.instant();
        if (progress.topics().isEmpty()) {
            return new QueryStatus(progress, Optional.empty(), Optional.empty(), 0);
        }
        long lag = 0;
        Instant frontier = now;
        try {
            for (QueryProgress.TopicProgress topic : progress.topics().values()) {
                Map<Integer, Long> ends = log.endOffsets(topic.topic());
                for (Map.Entry<Integer, Long> end : ends.entrySet()) {
                    long behind = end.getValue() - topic.nextOffsets().getOrDefault(end.getKey(), 0L);
                    lag += Math.max(0, behind);
                    if (behind > 0) {
                        frontier = earlier(
                                frontier, knownTo(progress, topic.topic().topic(), end.getKey()));
                    }
                }
            }
        } catch (RuntimeException unavailable) {
            return new QueryStatus(progress, Optional.empty(), Optional.empty(), 0);
        }
        double seconds = lag == 0 ? 0 : (now.toEpochMilli() - frontier.toEpochMilli()) / 1e3;
        return new QueryStatus(progress, Optional.of(lag), Optional.of(frontier), seconds);
    }

    /** Without a batch since the start, nothing is known of the partition: its frontier is the beginning of time. */
    private static Instant knownTo(QueryProgress.Snapshot progress, String topic, int partition) {
        Long micros = progress.knownToMicros().get(topic + "-" + partition);
        return micros == null ? Instant.EPOCH : Instant.ofEpochMilli(micros / 1_000);
    }

    private static Instant earlier(Instant left, Instant right) {
        return left.isBefore(right) ? left : right;
    }

    /** The object that {@code GET /status} answers; the keys are the contract's. */
    public Map<String, Object> toJson() {
        List<Object> rows = new ArrayList<>();
        Map<String, Object> frontiers = new LinkedHashMap<>();
        Map<String, Object> landed = new LinkedHashMap<>();
        for (QueryStatus status : queries()) {
            QueryProgress.Snapshot progress = status.progress();
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", progress.name());
            row.put("state", progress.state().name().toLowerCase(Locale.ROOT));
            row.put("detail", progress.detail());
            row.put("batchId", progress.batchId());
            row.put("lagRecords", status.lagRecords().orElse(null));
            row.put("lagSeconds", status.lagRecords().isPresent() ? status.lagSeconds() : null);
            row.put("rowsPerSecond", Math.round(progress.recordsPerSecond()));
            row.put("recordsLanded", progress.recordsLanded());
            row.put("quarantined", progress.quarantined());
            row.put("stepMillis", progress.stepMillis());
            row.put("lastError", progress.lastError().orElse(null));
            rows.add(row);
            status.frontier()
                    .filter(time -> !time.equals(Instant.EPOCH))
                    .ifPresent(time -> frontiers.put(progress.name(), time.toString()));
            landed.put(progress.name(), offsets(progress));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("queries", rows);
        answer.put("frontier", frontiers);
        answer.put("landed", landed);
        // Per instrument once the batch layer publishes; until then no table has one.
        answer.put("tidemark", Map.of());
        return answer;
    }

    private static Map<String, Object> offsets(QueryProgress.Snapshot progress) {
        Map<String, Object> topics = new LinkedHashMap<>();
        progress.topics().forEach((name, topic) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("epoch", topic.epoch());
            one.put("uuid", topic.topic().uuid());
            one.put("offsets", topic.nextOffsets());
            topics.put(name, one);
        });
        return topics;
    }

    /** Both queries land; what keeps one from it is in {@link #toJson}. */
    public boolean isReady() {
        return queries.stream().allMatch(query -> query.snapshot().state() == QueryProgress.State.RUNNING);
    }
}
