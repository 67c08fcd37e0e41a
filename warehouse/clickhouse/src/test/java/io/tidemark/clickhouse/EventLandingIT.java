package io.tidemark.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.market.event.LogPosition;
import io.tidemark.market.event.TradeEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EventLandingIT {
    private static final int ROWS = 2_000;

    private final List<TradeEvent> events = new ArrayList<>();
    private ClickHouse clickHouse;
    private EventLanding landing;

    @BeforeEach
    void startEmpty() {
        clickHouse = TestStore.fresh();
        landing = new EventLanding(clickHouse);
        SampleTrades sample = new SampleTrades(11, 50, 1_000);
        for (int row = 0; row < ROWS; row++) {
            events.add(sample.next());
        }
    }

    @Test
    void landingARangeAgainInsertsNothing() {
        LandingReport first = land(0, ROWS);
        LandingReport second = land(0, ROWS);

        assertThat(first).isEqualTo(new LandingReport(ROWS, 0));
        assertThat(second).isEqualTo(new LandingReport(0, ROWS));
        assertEveryOffsetOnce(ROWS);
    }

    @Test
    void rangesWithOtherBoundariesInsertOnlyWhatIsMissing() {
        land(0, 700);
        land(1_200, 1_500);

        LandingReport report = land(300, ROWS);

        assertThat(report).isEqualTo(new LandingReport(ROWS - 700 - 300, 400 + 300));
        assertEveryOffsetOnce(ROWS);
    }

    @Test
    void givingUpNamesTheCauseFirst() {
        clickHouse.command("ALTER TABLE trade_events ADD CONSTRAINT never CHECK partition < 0");

        assertThatThrownBy(() -> land(0, 100))
                .isInstanceOf(ClickHouseException.class)
                .message()
                .satisfies(message -> {
                    assertThat(message).doesNotStartWith("landing").contains("gave up after");
                    assertThat(message.indexOf("never")).isBetween(0, message.indexOf("gave up after"));
                });
    }

    @Test
    void rejectedRecordsLandInQuarantineAndCountAsPresent() {
        PartitionRange range = new PartitionRange("trades", 0, 3, 0, 10);
        TradeBlock trades = new TradeBlock();
        QuarantineBlock rejected = new QuarantineBlock();
        for (int offset = 0; offset < 10; offset++) {
            TradeEvent event = events.get(offset);
            LogPosition position = SampleTrades.position(3, offset, event);
            if (offset % 3 == 0) {
                rejected.append("trades", "price", "price must be > 0", null, new byte[] {(byte) 0xC3, 1, 2}, position);
            } else {
                trades.append(event, position);
            }
        }

        assertThat(landing.land(range, trades, rejected)).isEqualTo(new LandingReport(10, 0));
        assertThat(landing.land(range, trades, rejected)).isEqualTo(new LandingReport(0, 10));
        assertThat(clickHouse
                        .query("SELECT offset, reason, key, payload, payload_bytes FROM quarantine ORDER BY offset")
                        .list(row -> row.getLong(0) + " " + row.getText(1) + " " + row.isNull(2) + " " + row.getText(3)
                                + " " + row.getLong(4)))
                .containsExactly(
                        "0 price true 0xC30102 3",
                        "3 price true 0xC30102 3",
                        "6 price true 0xC30102 3",
                        "9 price true 0xC30102 3");
    }

    @Test
    void otherTopicsPartitionsAndEpochsAreOtherRows() {
        land(0, 100);
        for (PartitionRange other :
                List.of(new PartitionRange("trades", 0, 1, 0, 100), new PartitionRange("trades", 1, 0, 0, 100))) {
            assertThat(landing.land(other, block(other), new QuarantineBlock()).inserted())
                    .isEqualTo(100);
        }
        assertThat(count("trade_events")).isEqualTo(300);
    }

    /** A block over midnight would be two parts, of which a crash could leave one. */
    @Test
    void daysOfKnowledgeTimeGoInSeparateInserts() {
        TradeBlock block = new TradeBlock();
        long midnight = 1_772_496_000_000_000L;
        for (int offset = 0; offset < 10; offset++) {
            block.append(events.get(offset), new LogPosition(0, 0, offset, midnight + (offset - 5) * 1_000L));
        }

        landing.land(new PartitionRange("trades", 0, 0, 0, 10), block, new QuarantineBlock());

        assertThat(clickHouse
                        .query(
                                "SELECT concat(partition, ' ', toString(rows)) FROM system.parts WHERE table = 'trade_events'"
                                        + " AND database = currentDatabase() AND active ORDER BY partition")
                        .list(row -> row.getText(0)))
                .containsExactly("20260302 5", "20260303 5");
    }

    @Test
    void anOffsetThatIsThereTwiceIsAnErrorThatSaysSo() {
        land(0, 10);
        clickHouse.command("INSERT INTO trade_events SELECT * FROM trade_events WHERE offset = 7");

        assertThatThrownBy(() -> land(0, 10))
                .isInstanceOf(ClickHouseException.class)
                .hasMessageContaining("more than once: 7")
                .hasMessageContaining("run audit");
    }

    @Test
    void blocksThatDoNotFitTheirRangeAreRefused() {
        PartitionRange range = new PartitionRange("trades", 0, 0, 0, 10);

        assertThatThrownBy(() ->
                        landing.land(new PartitionRange("trades", 0, 0, 5, 10), block(range), new QuarantineBlock()))
                .hasMessageContaining("offsets for trade_events must ascend within trades#0/0 [5, 10)");
        assertThatThrownBy(() ->
                        landing.land(new PartitionRange("trades", 1, 0, 0, 10), block(range), new QuarantineBlock()))
                .hasMessageContaining("another topic epoch or partition");
    }

    @Test
    void manyThreadsThatLandTheSameRangeInsertItOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<LandingReport>> reports = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                reports.add(threads.submit(() -> land(0, ROWS)));
            }
            long inserted = 0;
            for (Future<LandingReport> report : reports) {
                inserted += report.get().inserted();
            }
            assertThat(inserted).isEqualTo(ROWS);
        } finally {
            threads.shutdown();
        }
        assertEveryOffsetOnce(ROWS);
    }

    @Test
    void aWriterThatWasFencedOffStopsAndTheNewOneLandsEverythingOnce() throws Exception {
        ExecutorService old = Executors.newSingleThreadExecutor();
        try {
            for (int round = 0; round < 10; round++) {
                PartitionRange range = new PartitionRange("trades", 0, round, 0, ROWS);
                Future<?> overtaken = old.submit(() -> {
                    for (int repeat = 0; repeat < 20; repeat++) {
                        landing.land(range, block(range), new QuarantineBlock());
                    }
                });
                EventLanding successor = new EventLanding(clickHouse);
                successor.fence("trades", 0, round);
                LandingReport report = successor.land(range, block(range), new QuarantineBlock());

                assertThat(report.inserted() + report.alreadyPresent()).isEqualTo(ROWS);
                try {
                    overtaken.get();
                } catch (java.util.concurrent.ExecutionException e) {
                    assertThat(e).hasCauseInstanceOf(OvertakenException.class);
                }
                assertThat(clickHouse
                                .query("SELECT count() = uniqExact(offset) AND count() = {rows:Int64} FROM trade_events"
                                        + " WHERE partition = {partition:Int32}")
                                .bind("rows", ROWS)
                                .bind("partition", round)
                                .first(row -> row.getBoolean(0)))
                        .contains(true);
            }
        } finally {
            old.shutdown();
        }
    }

    private LandingReport land(int from, int to) {
        PartitionRange range = new PartitionRange("trades", 0, 0, from, to);
        return landing.land(range, block(range), new QuarantineBlock());
    }

    private TradeBlock block(PartitionRange range) {
        TradeBlock block = new TradeBlock();
        for (long offset = range.fromOffset(); offset < range.toOffset(); offset++) {
            TradeEvent event = events.get((int) offset);
            block.append(
                    event,
                    new LogPosition(range.topicEpoch(), range.partition(), offset, SampleTrades.knownAtMicros(event)));
        }
        return block;
    }

    private void assertEveryOffsetOnce(int rows) {
        assertThat(count("trade_events")).isEqualTo(rows);
        assertThat(clickHouse
                        .query("SELECT uniqExact(offset), min(offset), max(offset) FROM trade_events")
                        .first(row -> List.of(row.getLong(0), row.getLong(1), row.getLong(2))))
                .contains(List.of((long) rows, 0L, rows - 1L));
    }

    private long count(String from) {
        return clickHouse
                .query("SELECT count() FROM " + from)
                .first(row -> row.getLong(0))
                .orElseThrow();
    }
}
