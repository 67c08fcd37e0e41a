package io.tidemark.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.lake.LakeTables;
import io.tidemark.market.bar.BarValues;
import io.tidemark.market.event.TradeState;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.instrument.Instruments;
import io.tidemark.market.reference.ReferenceBar;
import io.tidemark.market.reference.ReferenceCandles;
import io.tidemark.market.table.BarTables;
import io.tidemark.market.table.TableDefinition;
import io.tidemark.settings.LakeSettings;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;

class BarRebuildIT {
    private static final SparkSession SPARK = TestBatch.spark();
    private static final LocalDate FRIDAY = LocalDate.of(2026, 3, 6);
    private static final String SIM = "sim:A-USD";
    private static final String SPY = "us:SPY";

    private final LakeSettings lake = TestBatch.newLake();
    private final BarRebuild rebuild = new BarRebuild(SPARK, lake, BarRebuild.DEFAULT_LATENESS);

    private List<Row> rows(TableDefinition table) {
        return LakeTables.read(SPARK, lake, table)
                .orderBy("instrument", "start")
                .collectAsList();
    }

    /** The values of an instrument's bars by start. */
    private Map<Long, BarValues> bars(TableDefinition table, String instrument) {
        Map<Long, BarValues> bars = new TreeMap<>();
        LakeTables.read(SPARK, lake, table)
                .filter(functions.col("instrument").equalTo(instrument))
                .withColumn("start_micros", functions.unix_micros(functions.col("start")))
                .withColumn("first_micros", functions.unix_micros(functions.col("first_time")))
                .withColumn("last_micros", functions.unix_micros(functions.col("last_time")))
                .collectAsList()
                .forEach(row -> bars.put(row.<Long>getAs("start_micros"), values(row)));
        return bars;
    }

    private static BarValues values(Row row) {
        BigDecimal volume = row.getAs("volume");
        BigDecimal notional = row.getAs("notional");
        return new BarValues(
                decimal(row, "open"),
                decimal(row, "high"),
                decimal(row, "low"),
                decimal(row, "close"),
                volume,
                notional,
                volume.signum() == 0
                        ? Optional.empty()
                        : Optional.of(notional.divide(volume, 9, java.math.RoundingMode.HALF_EVEN)),
                row.<Long>getAs("trades"),
                decimal(row, "buy_volume"),
                decimal(row, "sell_volume"),
                row.<Long>getAs("first_micros"),
                row.<Long>getAs("last_micros"));
    }

    private static Optional<BigDecimal> decimal(Row row, String column) {
        return Optional.ofNullable(row.<BigDecimal>getAs(column));
    }

    private static Map<Long, BarValues> reference(List<TradeState> log, String instrument, String interval) {
        InstrumentId id = InstrumentId.parse(instrument);
        Map<Long, BarValues> bars = new TreeMap<>();
        for (ReferenceBar bar : ReferenceCandles.of(
                TestEvents.finalTrades(log).stream()
                        .filter(trade -> trade.instrument().equals(id))
                        .toList(),
                interval,
                Instruments.calendarOf(id.venue()).zone())) {
            bars.put(bar.startMicros(), bar.values());
        }
        return bars;
    }

    @Test
    void rebuiltBarsAreTheReferences() {
        List<TradeState> log = TestEvents.disorder(7, SPY, "2026-03-06T00:00:00Z", 2, 1_500, "2026-03-09T00:00:00Z")
                .log();
        TestBatch.land(lake, log);

        RebuildReport report = rebuild.run(List.of(FRIDAY, FRIDAY.plusDays(1)), List.of());

        assertThat(bars(BarTables.BARS_1M, SPY)).isEqualTo(reference(log, SPY, "1m"));
        // A New York day spans two UTC dates: the trades of the first hours belong to a bar that starts on Thursday.
        assertThat(bars(BarTables.BARS_1D, SPY)).isEqualTo(reference(log, SPY, "1d"));
        assertThat(report.bars1m()).isEqualTo(reference(log, SPY, "1m").size());
        assertThat(report.bars1d()).isEqualTo(reference(log, SPY, "1d").size());
        assertThat(report.trades())
                .isEqualTo(reference(log, SPY, "1m").values().stream()
                        .mapToLong(BarValues::trades)
                        .sum());
    }

    @Test
    void secondRunWritesTheSameAgain() {
        TestBatch.land(
                lake,
                TestEvents.disorder(8, SIM, "2026-03-06T00:00:00Z", 2, 600, "2026-03-09T00:00:00Z")
                        .log());
        rebuild.run(List.of(FRIDAY), List.of());
        List<Row> minutes = rows(BarTables.BARS_1M);
        List<Row> days = rows(BarTables.BARS_1D);

        rebuild.run(List.of(FRIDAY), List.of());

        assertThat(minutes).isNotEmpty();
        assertThat(rows(BarTables.BARS_1M)).isEqualTo(minutes);
        assertThat(rows(BarTables.BARS_1D)).isEqualTo(days);
    }

    @Test
    void rebuildOfADaySeesEventsOfOtherDaysThatNameItsTrades() {
        List<TradeState> log = new TestEvents("2026-03-20T00:00:00Z")
                .trade(SIM, 1, "2026-03-06T10:00:00Z", "10", 1)
                .trade(SIM, 2, "2026-03-06T10:00:01Z", "20", 1)
                .trade(SIM, 3, "2026-03-06T10:00:02Z", "30", 1)
                .trade(SIM, 4, "2026-03-15T10:00:00Z", "40", 1)
                .trade(SIM, 5, "2026-03-15T10:00:00Z", "50", 1)
                .correction(SIM, 1, 1, "2026-03-12T10:00:00Z", "10", 1)
                .cancellation(SIM, 2, 1, "2026-03-17T00:00:00Z")
                .correction(SIM, 4, 1, "2026-03-06T10:00:03Z", "41", 1)
                // A repeat with another time changes nothing, whichever day it names.
                .trade(SIM, 5, "2026-03-06T10:00:04Z", "50", 1)
                .log();
        TestBatch.land(lake, log);

        rebuild.run(List.of(FRIDAY), List.of());

        Map<Long, BarValues> bars = bars(BarTables.BARS_1M, SIM);
        assertThat(bars).hasSize(1);
        BarValues bar = bars.get(TestEvents.micros("2026-03-06T10:00:00Z"));
        assertThat(bar.open()).hasValue(new BigDecimal("30.000000000"));
        assertThat(bar.close()).hasValue(new BigDecimal("41.000000000"));
        assertThat(bar.trades()).isEqualTo(2);
        assertThat(reference(log, SIM, "1m")).containsAllEntriesOf(bars);
    }

    @Test
    void eventsOfLaterDaysAndHeartbeatsCloseBars() {
        TestEvents events = new TestEvents("2026-03-20T00:00:00Z").trade(SIM, 1, "2026-03-06T23:59:59Z", "10", 1);
        TestBatch.land(
                lake, events.trade(SPY, 1, "2026-03-06T15:00:00Z", "9", 1).log());
        rebuild.run(List.of(FRIDAY), List.of());
        assertThat(rows(BarTables.BARS_1D))
                .extracting(row -> row.<String>getAs("status"))
                .containsOnly("OPEN");

        LakeSettings later = TestBatch.newLake();
        TestBatch.land(
                later,
                events.trade(SIM, 2, "2026-03-18T00:00:00Z", "10", 1)
                        .heartbeat("us", "2026-03-19T00:00:00Z")
                        .log());
        new BarRebuild(SPARK, later, BarRebuild.DEFAULT_LATENESS).run(List.of(FRIDAY), List.of());

        List<Row> bars = LakeTables.read(SPARK, later, BarTables.BARS_1D)
                .orderBy("instrument")
                .collectAsList();
        assertThat(bars).extracting(row -> row.<String>getAs("status")).containsExactly("CLOSED", "CLOSED");
        assertThat(bars).extracting(row -> row.<Long>getAs("known_to")).containsExactly(3L, 4L);
        assertThat(bars).extracting(row -> row.<String>getAs("layer")).containsOnly("BATCH");
    }

    @Test
    void rebuildOfSomeInstrumentsLeavesTheOthers() {
        TestBatch.land(
                lake,
                new TestEvents("2026-03-20T00:00:00Z")
                        .trade(SIM, 1, "2026-03-06T10:00:00Z", "10", 1)
                        .trade(SPY, 1, "2026-03-06T15:00:00Z", "9", 1)
                        .log());
        rebuild.run(List.of(FRIDAY), List.of());
        List<Row> before = rows(BarTables.BARS_1M);

        RebuildReport report = rebuild.run(List.of(FRIDAY), List.of(InstrumentId.parse(SPY)));

        assertThat(report.bars1m()).isEqualTo(1);
        assertThat(rows(BarTables.BARS_1M)).hasSize(2).isEqualTo(before);
    }

    @Test
    void dayWithoutEventsHasNoBars() {
        RebuildReport report = rebuild.run(List.of(FRIDAY), List.of());

        assertThat(report.bars1m()).isZero();
        assertThat(rows(BarTables.BARS_1M)).isEmpty();
        assertThat(Reports.json(report)).startsWith("{\"days\":[\"2026-03-06\"],\"trades\":0,\"bars1m\":0,");
    }
}
