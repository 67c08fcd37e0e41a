package io.tidemark.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.market.event.LogPosition;
import io.tidemark.market.event.Origin;
import io.tidemark.market.event.QuoteEvent;
import io.tidemark.market.event.TimeSource;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.Instrument;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.instrument.InstrumentKind;
import io.tidemark.market.instrument.Instruments;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The small tables: how far, what is dirty, which life of a topic, which instruments, the latest quotes. */
class ProgressIT {
    private static final InstrumentId BITCOIN = InstrumentId.parse("sim:BTC-USD");

    private ClickHouse clickHouse;

    @BeforeEach
    void startEmpty() {
        clickHouse = TestStore.fresh();
    }

    @Test
    void progressOnlyMovesForward() {
        LandingProgress progress = new LandingProgress(clickHouse);
        assertThat(progress.read("trades", 0, 1)).isEqualTo(OptionalLong.empty());

        progress.write(new PartitionRange("trades", 0, 1, 0, 100), 5_000);
        progress.write(new PartitionRange("trades", 0, 1, 0, 100), 5_000);
        progress.write(new PartitionRange("trades", 0, 1, 0, 50), 4_000);

        assertThat(progress.read("trades", 0, 1)).isEqualTo(OptionalLong.of(100));
        assertThat(progress.read("trades", 0, 0)).isEqualTo(OptionalLong.empty());
        assertThat(progress.read("trades", 1, 1)).isEqualTo(OptionalLong.empty());
    }

    @Test
    void theFrontierIsOfTheNewestLifeOfEachTopic() {
        LandingProgress progress = new LandingProgress(clickHouse);
        progress.write(new PartitionRange("trades", 0, 0, 0, 100), 5_000);
        progress.write(new PartitionRange("trades", 1, 0, 0, 10), 7_000);
        progress.write(new PartitionRange("trades", 1, 1, 0, 20), 6_000);
        progress.write(new PartitionRange("quotes", 0, 0, 0, 30), 8_000);

        assertThat(progress.frontier())
                .containsExactly(
                        new LandedTo("quotes", 0, 0, 30, 8_000),
                        new LandedTo("trades", 1, 0, 10, 7_000),
                        new LandedTo("trades", 1, 1, 20, 6_000));
    }

    @Test
    void momentsThatMayBeAskedAboutFollowTheMarksOfQuietPartitions() {
        LandingProgress progress = new LandingProgress(clickHouse);
        LandedMarks marks = new LandedMarks(clickHouse);
        progress.write(new PartitionRange("trades", 0, 0, 0, 100), 5_000);
        assertThat(frontierMicros()).as("of the partitions that are known").isEqualTo(5_000);

        marks.write(List.of());
        marks.write(List.of(mark("trades", 0, 0, 0), mark("trades", 0, 1, 0), mark("quotes", 0, 0, 0)));
        assertThat(frontierMicros()).as("nothing is known of partition 1").isZero();

        marks.write(List.of(mark("trades", 0, 1, 9_000)));
        assertThat(frontierMicros()).as("of partition 0, by its last record").isEqualTo(5_000);
        marks.write(List.of(mark("trades", 0, 0, 8_000)));
        assertThat(frontierMicros()).isEqualTo(8_000);
        marks.write(List.of(mark("trades", 0, 0, 0), mark("trades", 0, 1, 0)));
        assertThat(frontierMicros()).as("a mark only moves forward").isEqualTo(8_000);
        progress.write(new PartitionRange("trades", 0, 0, 100, 101), 8_500);
        assertThat(frontierMicros()).as("a record is as good as a mark").isEqualTo(8_500);

        marks.write(List.of(mark("trades", 1, 0, 0)));
        assertThat(frontierMicros()).as("nothing is known of the new life").isZero();
        marks.write(List.of(mark("trades", 1, 0, 9_500)));
        assertThat(frontierMicros()).as("partition 1 is of an older life").isEqualTo(9_500);
    }

    private static LandedMarks.Mark mark(String topic, int epoch, int partition, long knownAtMicros) {
        return new LandedMarks.Mark(topic, epoch, partition, knownAtMicros);
    }

    private long frontierMicros() {
        return clickHouse
                .query("SELECT landed_frontier FROM as_of_limits")
                .first(row -> row.getLong(0))
                .orElseThrow();
    }

    @Test
    void aRecreatedTopicIsTheNextEpoch() {
        TopicEpochs epochs = new TopicEpochs(clickHouse);

        assertThat(epochs.resolve("trades", "first")).isZero();
        assertThat(epochs.resolve("trades", "second")).isEqualTo(1);
        assertThat(epochs.resolve("trades", "first")).isZero();
        assertThat(epochs.resolve("quotes", "second")).isZero();
        assertThat(new TopicEpochs(clickHouse).resolve("trades", "third")).isEqualTo(2);
    }

    @Test
    void twoLivesWithOneNumberAreAnError() {
        TopicEpochs epochs = new TopicEpochs(clickHouse);
        epochs.resolve("trades", "first");
        // As if another process had numbered another life between this one's look and its entry.
        clickHouse.command("INSERT INTO topic_epochs (topic, epoch, uuid) VALUES ('trades', 1, 'theirs')");
        clickHouse.command("INSERT INTO topic_epochs (topic, epoch, uuid) VALUES ('trades', 1, 'ours')");

        assertThatThrownBy(() -> epochs.resolve("trades", "ours"))
                .hasMessageContaining("epoch 1 of topic trades has 2 lives")
                .hasMessageContaining("stop one");
    }

    @Test
    void theLastDescriptionOfAnInstrumentStands() {
        InstrumentTable table = new InstrumentTable(clickHouse);
        Instrument plain = Instruments.describe(BITCOIN);
        Instrument spy = Instruments.describe(InstrumentId.parse("us:SPY"));
        table.register(List.of(plain, spy));
        table.register(List.of());
        table.register(List.of(new Instrument(
                BITCOIN,
                "btc'usd\t\\x",
                InstrumentKind.PERPETUAL,
                "BTC",
                "USD",
                Optional.of(new BigDecimal("0.01")),
                Optional.empty(),
                1,
                plain.calendar(),
                Optional.of(LocalDate.of(2020, 1, 2)),
                Optional.empty(),
                List.of("XBT", "it's"))));

        assertThat(clickHouse
                        .query(
                                "SELECT instrument, venue, symbol, venue_symbol, kind, tick_size, listed_from, aliases, calendar,"
                                        + " time_zone FROM instruments ORDER BY instrument")
                        .list(row -> List.of(
                                row.getText(0),
                                row.getText(1),
                                row.getText(2),
                                row.getText(3),
                                row.getText(4),
                                row.getOptionalDecimal(5).map(BigDecimal::stripTrailingZeros),
                                row.getLong(6, -1),
                                row.getTexts(7),
                                row.getText(8),
                                row.getText(9))))
                .containsExactly(
                        List.of(
                                "sim:BTC-USD",
                                "sim",
                                "BTC-USD",
                                "btc'usd\t\\x",
                                "PERPETUAL",
                                Optional.of(new BigDecimal("0.01")),
                                18_263L,
                                List.of("XBT", "it's"),
                                "24x7",
                                "UTC"),
                        List.of(
                                "us:SPY",
                                "us",
                                "SPY",
                                "SPY",
                                "EQUITY",
                                Optional.empty(),
                                -1L,
                                List.of(),
                                "us-equity",
                                "America/New_York"));
    }

    @Test
    void spreadIsOfTheLatestQuoteInTheTotalOrder() {
        QuoteBlock block = new QuoteBlock();
        append(block, 0, 3_000_000, 5, 100, 102);
        append(block, 1, 4_000_000, 1, 200, 204);
        append(block, 2, 4_000_000, 7, 300, 303);
        append(block, 3, 4_000_000, TradeEvent.ABSENT, 400, 404);
        append(block, 4, 2_000_000, 99, 500, 505);
        PartitionRange range = new PartitionRange("quotes", 0, 0, 0, 5);
        EventLanding landing = new EventLanding(clickHouse);
        QuoteHeads heads = new QuoteHeads(clickHouse);

        assertThat(landing.land(range, block, new QuarantineBlock())).isEqualTo(new LandingReport(5, 0));
        heads.apply(new PartitionRange("quotes", 0, 0, 2, 5));
        heads.apply(range);
        heads.apply(new PartitionRange("quotes", 0, 0, 0, 1));

        assertThat(clickHouse
                        .query("SELECT instrument, bid, ask, spread, round(spread_bps, 3) FROM spread")
                        .list(row -> row.getText(0) + " " + row.getLong(1) + " " + row.getLong(2) + " "
                                + row.getDecimal(3).stripTrailingZeros().toPlainString() + " " + row.getDouble(4)))
                .containsExactly("sim:BTC-USD 300000000000 303000000000 3 99.502");
        assertThat(clickHouse.query("SELECT count() FROM quotes").first(row -> row.getLong(0)))
                .contains(5L);
    }

    @Test
    void repeatedQuoteIsOneAsItCameFirst() {
        QuoteBlock block = new QuoteBlock();
        append(block, 0, 77, 3_000_000, 1, 100, 102);
        append(block, 1, 78, 3_000_000, 2, 100, 102);
        append(block, 2, 77, 3_000_000, 1, 999, 999);
        append(block, 3, TradeEvent.ABSENT, 3_000_000, 1, 100, 102);
        append(block, 4, TradeEvent.ABSENT, 3_000_000, 1, 100, 102);
        new EventLanding(clickHouse).land(new PartitionRange("quotes", 0, 0, 0, 5), block, new QuarantineBlock());

        assertThat(clickHouse
                        .query(
                                "SELECT offset, ifNull(quote_id, -1), toInt64(bid) FROM quotes WHERE instrument = 'sim:BTC-USD'"
                                        + " AND event_time BETWEEN toDateTime64(3, 6, 'UTC') AND toDateTime64(3, 6, 'UTC')"
                                        + " ORDER BY offset")
                        .list(row -> row.getLong(0) + " " + row.getLong(1) + " " + row.getLong(2)))
                .containsExactly("0 77 100", "1 78 100", "3 -1 100", "4 -1 100");
    }

    private static void append(QuoteBlock block, long offset, long eventTime, long sequence, long bid, long ask) {
        append(block, offset, TradeEvent.ABSENT, eventTime, sequence, bid, ask);
    }

    private static void append(
            QuoteBlock block, long offset, long quoteId, long eventTime, long sequence, long bid, long ask) {
        block.append(
                new QuoteEvent(
                        BITCOIN,
                        quoteId,
                        sequence,
                        eventTime,
                        TimeSource.VENUE,
                        eventTime,
                        bid * 1_000_000_000L,
                        100,
                        ask * 1_000_000_000L,
                        TradeEvent.ABSENT,
                        "",
                        "",
                        Origin.LIVE,
                        "",
                        TradeEvent.ABSENT),
                new LogPosition(0, 0, offset, SampleTrades.START_MICROS));
    }
}
