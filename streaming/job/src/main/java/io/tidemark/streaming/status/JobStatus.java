package io.tidemark.streaming.status;

import io.tidemark.streaming.lake.LakeMaintenance;
import io.tidemark.streaming.landing.QueryProgress;
import io.tidemark.streaming.log.LogEnds;
import io.tidemark.streaming.log.LogUnavailableException;
import io.tidemark.streaming.log.TopicIdentity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The job's answer to "how far are you", put together from the queries' progress and Kafka's ends. */
public final class JobStatus {
    /** Whoever asks gives up after two seconds or more, and is told more by an answer without lag than by none. */
    private static final Duration LOG_TIMEOUT = Duration.ofMillis(1_500);

    private final List<QueryProgress> queries;
    private final LogEnds log;
    private final Supplier<LakeMaintenance.Report> maintenance;
    private final Supplier<Map<String, String>> tidemark;
    private final Clock clock;

    /** @param tidemark what the batch layer has published, as {@code GET /status} tells it */
    public JobStatus(
            List<QueryProgress> queries,
            LogEnds log,
            Supplier<LakeMaintenance.Report> maintenance,
            Supplier<Map<String, String>> tidemark,
            Clock clock) {
        this.queries = List.copyOf(queries);
        this.log = log;
        this.maintenance = maintenance;
        this.tidemark = tidemark;
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

    /** @param logProblem why no query's lag is known: Kafka did not answer */
    public record Report(List<QueryStatus> queries, Optional<String> logProblem) {}

    /** Every query's distance from the log; Kafka is asked once for all of them, and does not keep the answer waiting for long. */
    public Report report() {
        List<QueryProgress.Snapshot> snapshots =
                queries.stream().map(QueryProgress::snapshot).toList();
        Set<TopicIdentity> topics = new LinkedHashSet<>();
        snapshots.forEach(snapshot -> snapshot.topics().values().forEach(progress -> topics.add(progress.topic())));
        Optional<Map<String, Map<Integer, Long>>> ends = Optional.empty();
        Optional<String> problem = Optional.empty();
        try {
            ends = Optional.of(topics.isEmpty() ? Map.of() : log.of(topics, LOG_TIMEOUT));
        } catch (LogUnavailableException unavailable) {
            problem = Optional.ofNullable(unavailable.getMessage());
        }
        List<QueryStatus> statuses = new ArrayList<>();
        for (QueryProgress.Snapshot snapshot : snapshots) {
            statuses.add(ends.filter(known -> !snapshot.topics().isEmpty())
                    .map(known -> status(snapshot, known))
                    .orElse(new QueryStatus(snapshot, Optional.empty(), Optional.empty(), Optional.empty())));
        }
        return new Report(statuses, problem);
    }

    private QueryStatus status(QueryProgress.Snapshot progress, Map<String, Map<Integer, Long>> allEnds) {
        Instant now = clock.instant();
        long lag = 0;
        Optional<Instant> frontier = Optional.of(now);
        for (QueryProgress.TopicProgress topic : progress.topics().values()) {
            String name = topic.topic().topic();
            for (Map.Entry<Integer, Long> end :
                    allEnds.getOrDefault(name, Map.of()).entrySet()) {
                long behind = end.getValue() - topic.nextOffsets().getOrDefault(end.getKey(), 0L);
                lag += Math.max(0, behind);
                if (behind > 0) {
                    Optional<Instant> known = knownTo(progress, name, end.getKey());
                    frontier = frontier.flatMap(so -> known.map(other -> other.isBefore(so) ? other : so));
                }
            }
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
        Report report = report();
        for (QueryStatus status : report.queries()) {
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
        answer.put("kafkaProblem", report.logProblem().orElse(null));
        answer.put("frontier", frontiers);
        answer.put("landed", landed);
        answer.put("maintenance", maintenance());
        answer.put("tidemark", tidemark.get());
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

    /** How far the job is from being ready, in the word that {@code GET /health/ready} answers. */
    public enum Health {
        UP,
        /** Some query does not land now and will try again. */
        DOWN,
        /** Some query will not go on before a person has decided: to wait for it is in vain. */
        REFUSED
    }

    /** What the queries know of themselves; neither Kafka nor a store is asked. */
    public Health health() {
        List<QueryProgress.State> states =
                queries.stream().map(query -> query.snapshot().state()).toList();
        if (states.contains(QueryProgress.State.REFUSED)) {
            return Health.REFUSED;
        }
        return states.stream().allMatch(QueryProgress.State.RUNNING::equals) ? Health.UP : Health.DOWN;
    }

    /** The object that {@code GET /health/ready} answers; {@code problem} is one line for people, or null. */
    public Map<String, Object> healthJson() {
        List<String> problems = new ArrayList<>();
        Health health = health();
        for (QueryProgress query : queries) {
            QueryProgress.Snapshot progress = query.snapshot();
            boolean isTold = health == Health.REFUSED
                    ? progress.state() == QueryProgress.State.REFUSED
                    : progress.state() != QueryProgress.State.RUNNING;
            if (isTold) {
                problems.add(problem(progress));
            }
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("status", health.name());
        answer.put("problem", problems.isEmpty() ? null : String.join("; ", problems));
        return answer;
    }

    private static String problem(QueryProgress.Snapshot progress) {
        String what = progress.name() + " "
                + progress.state().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                + (progress.detail().isEmpty() ? "" : " (" + progress.detail() + ")");
        return what + progress.lastError().map(error -> ": " + error).orElse("");
    }
}
