package io.tidemark.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.clickhouse.format.FixedColumn;
import io.tidemark.clickhouse.format.Row;
import io.tidemark.clickhouse.format.Rows;
import io.tidemark.market.bar.BarFold;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.bar.BarStatus;
import io.tidemark.market.bar.BarValues;
import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.Eligibility;
import io.tidemark.market.event.LogPosition;
import io.tidemark.market.event.Origin;
import io.tidemark.market.event.Trade;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.instrument.Instruments;
import io.tidemark.market.number.Fixed;
import io.tidemark.market.number.Int128;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What analysts read, against the fold, value for value. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BarViewsIT {
    private static final long DAY = 86_400_000_000L;

    private final List<Trade> trades = new ArrayList<>();
    private ClickHouse clickHouse;

    @BeforeAll
    void landAndFold() {
        clickHouse = TestStore.fresh();
        TradeBlock block = new TradeBlock();
        SplittableRandom random = new SplittableRandom(21);
        // Five weeks around New York's change to summer time and the end of a month, in bursts.
        for (int offset = 0; offset < 4_000; offset++) {
            TradeEvent event = event(random, offset);
            block.append(event, new LogPosition(0, 0, offset, SampleTrades.START_MICROS + offset * 1_000L));
            trades.add(event.trade());
        }
        PartitionRange range = new PartitionRange("trades", 0, 0, 0, 4_000);
        new EventLanding(clickHouse).land(range, block, new QuarantineBlock());
        new TradeHeads(clickHouse).apply(range, List.of());
        StoredBars stored = new StoredBars(clickHouse);
        stored.write(SampleBars.bars(trades, BarInterval.MIN_1, BarStatus.CLOSED, 4_000));
        stored.write(SampleBars.bars(trades, BarInterval.DAY_1, BarStatus.CLOSED, 4_000));
    }

    @ParameterizedTest
    @EnumSource(BarInterval.class)
    void barsOfEveryIntervalEqualTheFoldOfTheTrades(BarInterval interval) {
        Map<BarKey, BarValues> expected = new HashMap<>();
        Map<BarKey, Long> ends = new HashMap<>();
        SampleBars.fold(trades, interval)
                .forEach((key, state) -> BarFold.value(state).ifPresent(values -> {
                    expected.put(key, values);
                    ends.put(
                            key,
                            interval.endMicros(
                                    key.startMicros(),
                                    Instruments.calendarOf(key.instrument().venue())));
                }));

        Map<BarKey, BarValues> found = new HashMap<>();
        clickHouse
                .query("SELECT " + VALUE_COLUMNS + " FROM bars(interval = {interval:String})")
                .bind("interval", interval.label())
                .forEach(row -> {
                    BarKey key = new BarKey(InstrumentId.parse(row.getText(0)), interval, row.getLong(1));
                    assertThat(row.getLong(2)).as("end of %s", key).isEqualTo(ends.get(key));
                    found.put(key, values(row));
                });

        assertThat(found).isEqualTo(expected).isNotEmpty();
    }

    @Test
    void storedIntervalsHaveViewsOfTheirOwn() {
        for (BarInterval interval : List.of(BarInterval.MIN_1, BarInterval.DAY_1)) {
            List<String> own = clickHouse
                    .query("SELECT concat(instrument, toString((" + VALUE_COLUMNS
                            + ", status, revision, known_at, quality))) AS r" + " FROM bars_" + interval.label()
                            + " ORDER BY r")
                    .list(row -> row.getText(0));
            List<String> merged = clickHouse
                    .query("SELECT concat(instrument, toString((" + VALUE_COLUMNS
                            + ", status, revision, known_at, quality))) AS r" + " FROM bars(interval = '"
                            + interval.label() + "') ORDER BY r")
                    .list(row -> row.getText(0));
            assertThat(merged).isEqualTo(own).isNotEmpty();
        }
    }

    @Test
    void aRangeOfAnInstrumentReadsOnlyItsOwnRows() {
        long from = SampleTrades.START_MICROS;
        for (BarInterval interval : BarInterval.values()) {
            long counted = clickHouse
                    .query("SELECT count() FROM bars(interval = {interval:String}) WHERE instrument = 'us:SPY'"
                            + " AND start >= fromUnixTimestamp64Micro({from:Int64}, 'UTC')"
                            + " AND start < fromUnixTimestamp64Micro({to:Int64}, 'UTC')")
                    .bind("interval", interval.label())
                    .bind("from", from)
                    .bind("to", from + 9 * DAY)
                    .first(row -> row.getLong(0))
                    .orElseThrow();
            long expected = SampleBars.fold(trades, interval).entrySet().stream()
                    .filter(entry -> !entry.getValue().isEmpty()
                            && entry.getKey().instrument().toString().equals("us:SPY")
                            && entry.getKey().startMicros() >= from
                            && entry.getKey().startMicros() < from + 9 * DAY)
                    .count();
            assertThat(counted).as(interval.label()).isEqualTo(expected);
        }
    }

    /** Each interval's view by its name, and {@code bars} from another current database: it reads that view and no other. */
    @ParameterizedTest
    @EnumSource(BarInterval.class)
    void barsOfAnIntervalAreThoseOfItsOwnView(BarInterval interval) {
        String columns =
                "concat(instrument, toString((" + VALUE_COLUMNS + ", status, revision, known_to, known_at, quality)))";
        List<String> own = clickHouse
                .query("SELECT " + columns + " AS r FROM bars_" + interval.label() + " ORDER BY r")
                .list(row -> row.getText(0));
        List<String> chosen = clickHouse
                .query("SELECT " + columns + " AS r FROM tidemark.bars(interval = '" + interval.label()
                        + "') ORDER BY r")
                .setting("database", "system")
                .list(row -> row.getText(0));

        assertThat(chosen).isEqualTo(own).isNotEmpty();
    }

    @Test
    void everyIntervalHasTheSameColumns() {
        List<String> expected = types("bars_1m");
        for (BarInterval interval : BarInterval.values()) {
            assertThat(types("bars(interval = '" + interval.label() + "')"))
                    .as(interval.label())
                    .isEqualTo(expected);
        }
    }

    private List<String> types(String view) {
        return clickHouse
                .query("DESCRIBE TABLE (SELECT " + VALUE_COLUMNS
                        + ", status, revision, known_to, known_at, layer, quality FROM " + view + ")")
                .list(row -> row.getText(0) + " " + row.getText(1));
    }

    @Test
    void anUnknownIntervalIsAnErrorThatNamesIt() {
        assertThatThrownBy(() ->
                        clickHouse.query("SELECT * FROM bars(interval = '7m')").list(row -> 0))
                .hasMessageContaining("Unknown element '7m' for enum");
    }

    @Test
    void latestIsTheCloseOfTheNewestDay() {
        Map<String, BigDecimal> expected = new HashMap<>();
        Map<String, Long> newest = new HashMap<>();
        SampleBars.fold(trades, BarInterval.DAY_1)
                .forEach((key, state) -> state.open().ifPresent(open -> {
                    String name = key.instrument().toString();
                    if (newest.merge(name, key.startMicros(), Math::max) == key.startMicros()) {
                        expected.put(
                                name, BarFold.value(state).orElseThrow().close().orElseThrow());
                    }
                }));

        Map<String, BigDecimal> found = new HashMap<>();
        clickHouse
                .query("SELECT instrument, price FROM latest")
                .forEach(row -> found.put(row.getText(0), row.getDecimal(1)));

        assertThat(found).isEqualTo(expected).hasSize(3);
    }

    @Test
    void coverageCountsTheTradesOfEachLocalDay() {
        long counted = clickHouse
                .query("SELECT toInt64(sum(trades)) FROM coverage")
                .first(row -> row.getLong(0))
                .orElseThrow();
        assertThat(counted).isEqualTo(trades.size());
    }

    /** The one expression of the views against the vocabulary's, ties and extremes included. */
    @Test
    void vwapIsThatOfTheVocabulary() {
        SplittableRandom random = new SplittableRandom(77);
        int rows = 50_000;
        FixedColumn notional = FixedColumn.of("notional", StoreTypes.NOTIONAL, 16, rows);
        FixedColumn volume = FixedColumn.of("volume", StoreTypes.VOLUME, 16, rows);
        List<Optional<BigDecimal>> expected = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            Int128 v = row % 100 == 0 ? Int128.ZERO : Int128.of(random.nextLong(1, 1L << random.nextInt(1, 62)));
            long price = random.nextLong(1, 1L << random.nextInt(1, 59));
            // Volume x price plus up to a volume: the quotient lies between price and price + 1, halves among them.
            long rest = v.isZero() ? 0 : row % 3 == 0 ? v.low() / 2 : random.nextLong(v.low());
            Int128 n = v.isZero() ? Int128.ZERO : Int128.product(price, v.low()).plus(rest);
            if (n.toBigInteger().bitLength() > 126) {
                n = Int128.ZERO;
            }
            notional.add(n);
            volume.add(v);
            expected.add(v.isZero() ? Optional.empty() : Optional.of(Fixed.vwap(n, v)));
        }
        clickHouse.command("CREATE TABLE sums (notional Decimal(38, 17), volume Decimal(38, 8)) ENGINE = Log");
        clickHouse.insertBlock("sums", List.of(notional, volume), Rows.range(0, rows));

        assertThat(clickHouse
                        .query("SELECT tidemark_vwap(notional, volume) FROM sums SETTINGS max_threads = 1")
                        .list(row -> row.getOptionalDecimal(0)))
                .isEqualTo(expected);
    }

    private static final String VALUE_COLUMNS =
            "instrument, start, `end`, open, high, low, close, volume, notional, vwap,"
                    + " trades, buy_volume, sell_volume, first_time, last_time";

    private static BarValues values(Row row) {
        return new BarValues(
                row.getOptionalDecimal(3),
                row.getOptionalDecimal(4),
                row.getOptionalDecimal(5),
                row.getOptionalDecimal(6),
                row.getDecimal(7),
                row.getDecimal(8),
                row.getOptionalDecimal(9),
                row.getLong(10),
                row.getOptionalDecimal(11),
                row.getOptionalDecimal(12),
                row.getLong(13),
                row.getLong(14));
    }

    private static TradeEvent event(SplittableRandom random, long id) {
        String[] names = {"sim:A-USD", "us:SPY", "us:AAPL"};
        long day = random.nextInt(35);
        long eventTime = SampleTrades.START_MICROS
                + day * DAY
                + random.nextLong(12 * 3_600_000_000L) / 20_000_000 * 20_000_000
                + random.nextLong(3_000_000);
        Aggressor aggressor = day % 2 == 0 ? Aggressor.UNKNOWN : Aggressor.values()[random.nextInt(3)];
        return TradeEvent.newTrade(InstrumentId.parse(names[random.nextInt(3)]), id)
                .sequence(random.nextBoolean() ? random.nextLong(3) : TradeEvent.ABSENT)
                .eventTimeMicros(eventTime)
                .priceE9(random.nextLong(1, 500_000_000_000L))
                .sizeE8(random.nextLong(1, 100_000_000_000L))
                .aggressor(aggressor)
                .eligibility(random.nextInt(4) == 0 ? random.nextInt(Eligibility.ALL + 1) : Eligibility.ALL)
                .origin(Origin.LOAD)
                .originFile("file.zip")
                .build();
    }
}
