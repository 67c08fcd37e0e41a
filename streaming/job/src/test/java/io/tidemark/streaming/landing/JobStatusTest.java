package io.tidemark.streaming.landing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.infra.embedded.Ports;
import io.tidemark.settings.KafkaSettings;
import io.tidemark.streaming.lake.LakeMaintenance;
import io.tidemark.streaming.log.KafkaLog;
import io.tidemark.streaming.log.LogEnds;
import io.tidemark.streaming.log.TopicIdentity;
import io.tidemark.streaming.status.JobStatus;
import io.tidemark.streaming.status.JobStatus.Health;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the job says of its queries, here because only this package may move their progress. */
class JobStatusTest {
    private static final TopicIdentity TRADES = new TopicIdentity("trades", "id", 2);
    private static final Duration SOON = Duration.ofSeconds(3);

    private final QueryProgress lake = new QueryProgress("lake");
    private final QueryProgress clickHouse = new QueryProgress("clickhouse");

    @BeforeEach
    void land() {
        for (QueryProgress query : List.of(lake, clickHouse)) {
            query.startsAt(TRADES, 0, Map.of(0, 10L, 1, 20L));
            query.running();
        }
    }

    @Test
    void kafkaIsAskedOnceForAllQueries() {
        AtomicInteger lookups = new AtomicInteger();
        JobStatus status = status((topics, timeout) -> {
            lookups.incrementAndGet();
            assertThat(topics).containsExactly(TRADES);
            return Map.of("trades", Map.of(0, 13L, 1, 20L));
        });
        assertThat(status.report().queries())
                .extracting(query -> query.lagRecords().orElseThrow())
                .containsExactly(3L, 3L);
        assertThat(lookups).hasValue(1);
        assertThat(status.toJson()).containsEntry("kafkaProblem", null);
    }

    @Test
    void statusComesWithoutLagWhileKafkaIsAway_andSaysWhy() {
        String nobody = "127.0.0.1:" + Ports.free();
        try (KafkaLog log = new KafkaLog(new KafkaSettings(nobody, 2, Duration.ofDays(1)))) {
            JobStatus status = status(log::endOffsets);
            long begun = System.nanoTime();
            JobStatus.Report report = status.report();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
            assertThat(report.queries()).hasSize(2).allSatisfy(query -> {
                assertThat(query.lagRecords()).isEmpty();
                assertThat(query.frontier()).isEmpty();
            });
            assertThat(report.logProblem())
                    .hasValueSatisfying(problem -> assertThat(problem).contains(nobody, "does not answer"));
        }
    }

    @Test
    void healthIsWhatTheQueriesKnow() {
        JobStatus status = status((topics, timeout) -> {
            throw new AssertionError("Kafka was asked");
        });
        assertThat(status.health()).isEqualTo(Health.UP);
        assertThat(status.healthJson()).containsEntry("status", "UP").containsEntry("problem", null);

        lake.failed(QueryProgress.State.BACKING_OFF, "starts again in PT2S", "S3 is away");
        assertThat(status.health()).isEqualTo(Health.DOWN);
        assertThat(status.healthJson())
                .containsEntry("status", "DOWN")
                .containsEntry("problem", "lake backing off (starts again in PT2S): S3 is away");
    }

    @Test
    void refusalOutweighsWhatMayPass() {
        JobStatus status = status((topics, timeout) -> Map.of());
        lake.waiting("for the store");
        clickHouse.failed(QueryProgress.State.REFUSED, "needs a decision", "the database is of another build");
        assertThat(status.health()).isEqualTo(Health.REFUSED);
        assertThat(status.healthJson())
                .containsEntry("status", "REFUSED")
                .containsEntry("problem", "clickhouse refused (needs a decision): the database is of another build");
    }

    private JobStatus status(LogEnds log) {
        LakeMaintenance.Report none = new LakeMaintenance.Report(0, Optional.empty(), Optional.empty());
        return new JobStatus(List.of(lake, clickHouse), log, () -> none, Map::of, Clock.systemUTC());
    }
}
