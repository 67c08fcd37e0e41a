package io.tidemark.streaming.status;

import io.tidemark.streaming.lake.LakeMaintenance;
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
import java.util.function.Supplier;

/** The job's answer to "how far are you", put together from the queries' progress and Kafka's ends. */
public final class JobStatus {
    private final List<QueryProgress> queries;
    private final KafkaLog log;
    private final Supplier<LakeMaintenance.Report> maintenance;
    private final Clock clock;

    public JobStatus(
            List<QueryProgress> queries, KafkaLog log, Supplier<LakeMaintenance.Report> maintenance, Clock clock) {
        this.queries = List.copyOf(queries);
        this.log = log;
        this.maintenance = maintenance;
        this.clock = clock;
    }

    /**
     * One query, with its distance from the log.
     *
     * @param lagRecords in Kafka and not yet in the store; absent while Kafka does not answer
     * @param frontier the store holds everything that was appended up to then; absent while that is not known: Kafka does not
     *     answer, or the query has landed nothing of a partition since it started
     * @param lagSeconds age of the frontier, 0 when nothing waits
     */
    public record QueryStatus(
            QueryProgress.Snapshot progress,
            Optional<Long> lagRecords,
            Optional<Instant> frontier,
            Optional<Double> lagSeconds) {}

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
            return new QueryStatus(progress, Optional.empty(), Optional.empty(), Optional.empty());
        }
        long lag = 0;
        Optional<Instant> frontier = Optional.of(now);
        try {
            for (QueryProgress.TopicProgress topic : progress.topics().values()) {
                Map<Integer, Long> ends = log.endOffsets(topic.topic());
                for (Map.Entry<Integer, Long> end : ends.entrySet()) {
                    long behind = end.getValue() - topic.nextOffsets().getOrDefault(end.getKey(), 0L);
                    lag += Math.max(0, behind);
                    if (behind > 0) {
                        Optional<Instant> known =
                                knownTo(progress, topic.topic().topic(), end.getKey());
                        frontier = frontier.flatMap(so -> known.map(other -> other.isBefore(so) ? other : so));
                    }
                }
            }
        } catch (RuntimeException unavailable) {
            return new QueryStatus(progress, Optional.empty(), Optional.empty(), Optional.empty());
        }
        Optional<Double> seconds = frontier.map(time -> (now.toEpochMilli() - time.toEpochMilli()) / 1e3);
        return new QueryStatus(progress, Optional.of(lag), frontier, seconds);
    }

    private static Optional<Instant> knownTo(QueryProgress.Snapshot progress, String topic, int partition) {
        return Optional.ofNullable(progress.knownToMicros().get(topic + "-" + partition))
                .map(micros -> Instant.ofEpochMilli(micros / 1_000));
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
            row.put("lagSeconds", status.lagSeconds().orElse(null));
            row.put("rowsPerSecond", Math.round(progress.recordsPerSecond()));
            row.put("recordsLanded", progress.recordsLanded());
            row.put("quarantined", progress.quarantined());
            row.put("stepMillis", progress.stepMillis());
            row.put("lastError", progress.lastError().orElse(null));
            rows.add(row);
            status.frontier().ifPresent(time -> frontiers.put(progress.name(), time.toString()));
            landed.put(progress.name(), offsets(progress));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("queries", rows);
        answer.put("frontier", frontiers);
        answer.put("landed", landed);
        answer.put("maintenance", maintenance());
        // Per instrument once the batch layer publishes; until then no table has one.
        answer.put("tidemark", Map.of());
        return answer;
    }

    private Map<String, Object> maintenance() {
        LakeMaintenance.Report report = maintenance.get();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("filesCompacted", report.files());
        answer.put("lastRunAt", report.lastRunAt().map(Instant::toString).orElse(null));
        answer.put("lastError", report.lastError().orElse(null));
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
