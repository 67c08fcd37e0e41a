package io.tidemark.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.market.bar.BarAccumulator;
import io.tidemark.market.bar.BarFold;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarValues;
import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.LogPosition;
import io.tidemark.market.event.Trade;
import io.tidemark.market.event.TradeAction;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.event.TradeState;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.instrument.Instruments;
import io.tidemark.market.table.EventTables;
import io.tidemark.settings.LakeSettings;
import io.tidemark.wire.TradeCodec;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** What the lake knew at a moment, against the vocabulary's own rule over a log that is cut there. */
class AsOfIT {
    private static final SparkSession SPARK = TestLake.spark();
    private static final long START = TestRecords.START_MICROS;
    private static final int EVENTS = 1_500;

    private final SplittableRandom random = new SplittableRandom(5);
    private final List<TradeState> log = new ArrayList<>();
    private final LakeSettings lake = TestLake.create();

    @Test
    void tradesOfThenAreThoseOfALogThatIsCutThereAlsoAfterMoreHasLanded() {
        LakeTables.ensure(SPARK, lake, EventTables.TRADE_EVENTS);
        LakeTables.ensure(SPARK, lake, EventTables.QUARANTINE);
        TopicEpochs.resolve(SPARK, lake, "trades", TestRecords.UUID);
        land(EVENTS);
        List<Instant> moments = new ArrayList<>();
        for (int number = 0; number < 6; number++) {
            LogPosition known = log.get(random.nextInt(EVENTS - 4)).position();
            moments.add(instant(known.knownAtMicros() - random.nextInt(2)));
        }

        assertThat(AsOf.frontier(SPARK, lake))
                .contains(instant(log.get(EVENTS - 1).position().knownAtMicros()));
        moments.forEach(
                moment -> assertThat(found(moment)).as("as of %s", moment).isEqualTo(expected(moment)));
        land(EVENTS);
        moments.forEach(moment ->
                assertThat(found(moment)).as("later, as of %s", moment).isEqualTo(expected(moment)));
    }

    @Test
    void barsOfThenAreTheFoldOfTheTradesOfThen() {
        LakeTables.ensure(SPARK, lake, EventTables.TRADE_EVENTS);
        LakeTables.ensure(SPARK, lake, EventTables.QUARANTINE);
        TopicEpochs.resolve(SPARK, lake, "trades", TestRecords.UUID);
        land(EVENTS);
        Instant at = instant(log.get(EVENTS / 2).position().knownAtMicros());
        for (BarInterval interval : List.of(BarInterval.HOUR_1, BarInterval.DAY_1)) {
            Map<String, BarAccumulator> folds = new HashMap<>();
            states(at).values().stream().filter(TradeState::isPresent).forEach(state -> {
                Trade trade = state.event().trade();
                long start = interval.startMicros(
                        trade.eventTimeMicros(),
                        Instruments.calendarOf(trade.instrument().venue()));
                folds.computeIfAbsent(trade.instrument() + " " + start, first -> new BarAccumulator())
                        .add(trade);
            });
            Map<String, String> expected = new HashMap<>();
            folds.forEach((key, fold) -> {
                BarValues values = BarFold.value(fold.state()).orElseThrow();
                expected.put(
                        key,
                        values.open().orElseThrow() + " " + values.high().orElseThrow() + " "
                                + values.low().orElseThrow() + " "
                                + values.close().orElseThrow() + " "
                                + values.volume() + " " + values.notional().toPlainString() + " "
                                + values.vwap().orElseThrow() + " " + values.trades() + " " + values.lastTimeMicros());
            });

            Map<String, String> found = new HashMap<>();
            AsOf.bars(AsOf.trades(SPARK, lake, at), interval)
                    .selectExpr(
                            "concat(instrument, ' ', unix_micros(start))",
                            "concat_ws(' ', open, high, low, close, volume, notional, vwap, trades, unix_micros(last_time))")
                    .collectAsList()
                    .forEach(row -> found.put(row.getString(0), row.getString(1)));
            assertThat(found).isEqualTo(expected).isNotEmpty();
        }
    }

    @Test
    void aMomentBeyondWhatHasLandedIsRefused() {
        LakeTables.ensure(SPARK, lake, EventTables.TRADE_EVENTS);
        LakeTables.ensure(SPARK, lake, EventTables.QUARANTINE);
        assertThat(AsOf.frontier(SPARK, lake)).isEmpty();
        TopicEpochs.resolve(SPARK, lake, "trades", TestRecords.UUID);
        land(10);
        Instant frontier = instant(log.get(9).position().knownAtMicros());

        assertThat(AsOf.trades(SPARK, lake, frontier.minus(1, ChronoUnit.MICROS))
                        .count())
                .isPositive();
        assertThatThrownBy(() -> AsOf.trades(SPARK, lake, frontier))
                .isInstanceOf(LakeException.class)
                .hasMessageContaining("is not before " + frontier)
                .hasMessageContaining("ask for a moment before that");
    }

    private Map<String, String> found(Instant at) {
        Map<String, String> trades = new HashMap<>();
        for (Row row : AsOf.trades(SPARK, lake, at)
                .selectExpr(
                        "concat(instrument, '/', id_epoch, '/', trade_id)",
                        "concat(revision, ' ', unix_micros(event_time), ' ', price, ' ', offset)")
                .collectAsList()) {
            assertThat(trades.put(row.getString(0), row.getString(1)))
                    .as("%s is there once", row.getString(0))
                    .isNull();
        }
        return trades;
    }

    private Map<String, TradeState> states(Instant at) {
        Map<String, TradeState> states = new HashMap<>();
        for (TradeState state : log) {
            if (!instant(state.position().knownAtMicros()).isAfter(at)) {
                TradeEvent event = state.event();
                states.merge(
                        event.instrument() + "/" + event.idEpoch() + "/" + event.tradeId(), state, TradeState::latest);
            }
        }
        return states;
    }

    private Map<String, String> expected(Instant at) {
        Map<String, String> trades = new HashMap<>();
        states(at).forEach((identity, state) -> {
            if (state.isPresent()) {
                trades.put(
                        identity,
                        state.event().revision() + " " + state.event().eventTimeMicros() + " "
                                + BigDecimal.valueOf(state.event().priceE9(), 9) + " "
                                + state.position().offset());
            }
        });
        return trades;
    }

    private void land(int events) {
        long from = log.size();
        List<Row> rows = new ArrayList<>();
        for (long offset = from; offset < from + events; offset++) {
            // Several records share a millisecond.
            long knownAt = START + offset / 3 * 1_000_000;
            TradeEvent event = event(knownAt);
            log.add(new TradeState(event, new LogPosition(0, 0, offset, knownAt)));
            rows.add(RowFactory.create(
                    event.instrument().toString().getBytes(StandardCharsets.UTF_8),
                    TradeCodec.encode(event),
                    "trades",
                    0,
                    offset,
                    new Timestamp(knownAt / 1_000)));
        }
        Dataset<Row> records = SPARK.createDataFrame(rows, TestRecords.SCHEMA);
        LandingRows landing = LandingRows.trades(records, 0);
        PreparedAppend batch = new LandingSink(SPARK, lake)
                .prepare(
                        EventTables.TRADE_EVENTS,
                        TestRecords.UUID,
                        List.of(new OffsetRange(0, from, from + events)),
                        landing.accepted());
        assertThat(batch.rejected()).isZero();
        batch.commit();
    }

    private TradeEvent event(long knownAt) {
        int kind = random.nextInt(10);
        TradeAction action = kind < 6 ? TradeAction.NEW : kind < 9 ? TradeAction.CORRECT : TradeAction.CANCEL;
        long price = action == TradeAction.CANCEL ? 0 : random.nextLong(1, 1_000_000_000_000L);
        long time = knownAt - random.nextLong(86_400_000_000L);
        InstrumentId instrument = InstrumentId.parse(random.nextBoolean() ? "sim:A-USD" : "us:SPY");
        return TradeEvent.newTrade(instrument, random.nextLong(400))
                .action(action, action == TradeAction.NEW ? 0 : random.nextInt(1, 3))
                .eventTimeMicros(time)
                .priceE9(price)
                .sizeE8(action == TradeAction.CANCEL ? 0 : 100_000_000L)
                .aggressor(Aggressor.BUY)
                .build();
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
