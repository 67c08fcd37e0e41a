package io.tidemark.streaming.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.clickhouse.LandedMarks;
import io.tidemark.infra.embedded.Ports;
import io.tidemark.settings.KafkaSettings;
import io.tidemark.streaming.clickhouse.QuietMarks;
import io.tidemark.streaming.log.KafkaLog;
import io.tidemark.streaming.log.LogEnds;
import io.tidemark.streaming.log.LogUnavailableException;
import io.tidemark.streaming.log.TopicIdentity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which partitions nothing is missing of, here because only this package may move a query's progress. */
class QuietMarksTest {
    private static final TopicIdentity TRADES = new TopicIdentity("trades", "id", 3);
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
    private static final long A_SECOND_AGO = NOW.minusSeconds(1).getEpochSecond() * 1_000_000;
    private static final Map<Integer, Long> LANDED = Map.of(0, 10L, 1, 20L);

    private final QueryProgress query = new QueryProgress("clickhouse");
    private final List<LandedMarks.Mark> marks = new ArrayList<>();

    @BeforeEach
    void land() {
        query.startsAt(TRADES, 4, LANDED);
        query.running();
    }

    @Test
    void aPartitionThatHasLandedToItsEndIsMarkedASecondBeforeTheLook() {
        look(Map.of(0, 10L, 1, 20L, 2, 0L));

        assertThat(marks)
                .containsExactlyInAnyOrder(
                        new LandedMarks.Mark("trades", 4, 0, A_SECOND_AGO),
                        new LandedMarks.Mark("trades", 4, 1, A_SECOND_AGO),
                        new LandedMarks.Mark("trades", 4, 2, A_SECOND_AGO));
    }

    @Test
    void whatHasComeAndNotLandedHoldsItsPartitionBack() {
        look(Map.of(0, 11L, 1, 20L, 2, 1L));

        assertThat(marks).containsExactly(new LandedMarks.Mark("trades", 4, 1, A_SECOND_AGO));
    }

    @Test
    void aLogThatEndsBelowWhatHasLandedIsAnotherOne() {
        look(Map.of(0, 9L, 1, 0L, 2, 0L));

        assertThat(marks).extracting(LandedMarks.Mark::partition).containsExactly(2);
    }

    @Test
    void aPartitionWithRecordsOfTheLastSecondsNeedsNoMark() {
        query.landed(
                7,
                new LandedBatch(List.of(), Map.of("trades-0", A_SECOND_AGO - 500_000), Map.of(), Map.of()),
                Duration.ofMillis(5));

        look(Map.of(0, 10L, 1, 20L, 2, 0L));

        assertThat(marks).extracting(LandedMarks.Mark::partition).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void nothingIsMarkedWhileTheStoreIsRestoredOrAway() {
        query.restoring("from the lake");
        look(LANDED);
        query.failed(QueryProgress.State.BACKING_OFF, "starts again", "ClickHouse is away");
        look(LANDED);
        query.waiting("for the store");
        look(LANDED);

        assertThat(marks).isEmpty();
    }

    @Test
    void aStoreThatIsEmptiedDuringTheLookIsNotMarked() {
        marks((topics, timeout) -> {
                    query.waiting("for the store");
                    return Map.of("trades", LANDED);
                })
                .mark();

        assertThat(marks).isEmpty();
    }

    @Test
    void withoutTheLogsEndThereIsNoMark() {
        KafkaSettings nobody = new KafkaSettings("127.0.0.1:" + Ports.free(), 2, Duration.ofDays(1));
        try (KafkaLog log = new KafkaLog(nobody)) {
            assertThatThrownBy(marks(log::endOffsets)::mark)
                    .isInstanceOf(LogUnavailableException.class)
                    .hasMessageContaining("does not answer");
        }
        assertThat(marks).isEmpty();
    }

    private void look(Map<Integer, Long> ends) {
        marks((topics, timeout) -> {
                    assertThat(topics).containsExactly(TRADES);
                    return Map.of("trades", ends);
                })
                .mark();
    }

    private QuietMarks marks(LogEnds log) {
        return new QuietMarks(query, log, marks::addAll, Clock.fixed(NOW, ZoneOffset.UTC));
    }
}
