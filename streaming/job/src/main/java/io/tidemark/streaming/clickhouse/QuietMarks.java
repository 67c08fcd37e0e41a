package io.tidemark.streaming.clickhouse;

import io.tidemark.clickhouse.ClickHouseException;
import io.tidemark.clickhouse.LandedMarks;
import io.tidemark.streaming.landing.QueryProgress;
import io.tidemark.streaming.log.LogEnds;
import io.tidemark.streaming.log.LogUnavailableException;
import io.tidemark.streaming.log.TopicIdentity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells ClickHouse while a partition is quiet that nothing of it is missing: questions about then may lie after its last record. A
 * partition is quiet when the store holds it to the log's end and its last record is some seconds old.
 */
public final class QuietMarks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QuietMarks.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration LOG_TIMEOUT = Duration.ofMillis(1_500);
    /** Brokers have clocks of their own, and give a record its append time some moments before the log's end tells of it. */
    private static final Duration CAUTION = Duration.ofSeconds(1);

    private final QueryProgress query;
    private final LogEnds log;
    private final Consumer<List<LandedMarks.Mark>> store;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "quiet-marks");
        thread.setDaemon(true);
        return thread;
    });

    /** @param query of the store that the marks go to */
    public QuietMarks(QueryProgress query, LogEnds log, Consumer<List<LandedMarks.Mark>> store, Clock clock) {
        this.query = query;
        this.log = log;
        this.store = store;
        this.clock = clock;
    }

    public void start() {
        ScheduledFuture<?> unused =
                thread.scheduleWithFixedDelay(this::run, PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void run() {
        try {
            mark();
        } catch (LogUnavailableException | ClickHouseException away) {
            // The queries meet the same and say so in the status; a mark that is not left makes as-of questions wait,
            // no more.
            LOG.debug("no marks now, tried again in {}", PAUSE, away);
        } catch (RuntimeException failure) {
            if (!thread.isShutdown()) {
                LOG.warn("no marks now, tried again in {}", PAUSE, failure);
            }
        }
    }

    /** One look at the log: marks what is quiet. */
    public void mark() {
        QueryProgress.Snapshot before = query.snapshot();
        if (!isLanding(before)) {
            return;
        }
        // The clock first: what is appended after the look has a later time.
        Instant now = clock.instant();
        List<TopicIdentity> topics = before.topics().values().stream()
                .map(QueryProgress.TopicProgress::topic)
                .toList();
        List<LandedMarks.Mark> marks = marks(before, log.of(topics, LOG_TIMEOUT), now);
        // A store that has been emptied meanwhile holds nothing of what the query had landed in it.
        if (isLanding(query.snapshot())) {
            store.accept(marks);
        }
    }

    /** Not while a store is opened or restored: what the query says of its offsets is then of the time before. */
    private static boolean isLanding(QueryProgress.Snapshot query) {
        return query.state() == QueryProgress.State.RUNNING && query.detail().isEmpty();
    }

    private static List<LandedMarks.Mark> marks(
            QueryProgress.Snapshot query, Map<String, Map<Integer, Long>> ends, Instant now) {
        long mark = now.minus(CAUTION).toEpochMilli() * 1_000;
        List<LandedMarks.Mark> marks = new ArrayList<>();
        query.topics()
                .forEach((topic, landed) -> ends.getOrDefault(topic, Map.of()).forEach((partition, end) -> {
                    // Not "at least": a log that ends below what has landed is another one.
                    boolean isWhole = landed.nextOffsets().getOrDefault(partition, 0L) == end.longValue();
                    long lastRecord = query.knownToMicros().getOrDefault(topic + "-" + partition, 0L);
                    if (isWhole && lastRecord < mark - PAUSE.toMillis() * 1_000) {
                        marks.add(new LandedMarks.Mark(topic, landed.epoch(), partition, mark));
                    }
                }));
        return marks;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
