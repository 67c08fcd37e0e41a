package io.tidemark.clickhouse.read;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.clickhouse.format.Row;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.bar.BarStatus;
import io.tidemark.market.bar.BarValues;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.instrument.TradingCalendar;
import io.tidemark.market.number.Fixed;
import io.tidemark.market.number.Int128;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Bars of any interval by range. Thread-safe. */
public final class BarReader {
    private static final String COLUMNS = "start, end, open, high, low, close, volume, notional, trades, buy_volume,"
            + " sell_volume, first_time, last_time, toInt8(status), revision, known_to, known_at, quality";
    /** After FINAL: the newest version of a bucket may be that it is empty. */
    private static final String IS_BAR = " WHERE eligible_trades > 0";

    private static final BarStatus[] STATUSES = BarStatus.values();
    private static final int WINDOW_GROWTH = 8;
    private static final long RECENT_MICROS = Duration.ofDays(2).toMillis() * 1_000L;

    private final Questions questions;
    private final Clock clock;

    public BarReader(ClickHouse clickHouse, Duration timeout, Clock clock) {
        this.questions = new Questions(clickHouse, timeout);
        this.clock = clock;
    }

    /**
     * The first bars that start in {@code [fromMicros, toMicros)}, in order.
     *
     * <p>Reads in windows that grow, so that a page of a long range costs what the page holds.
     */
    public List<BarRow> read(InstrumentId instrument, BarInterval interval, long fromMicros, long toMicros, int limit) {
        if (!interval.isFixed()) {
            return window(instrument, interval, fromMicros, toMicros, limit);
        }
        List<BarRow> bars = new ArrayList<>();
        long from = fromMicros;
        long window = Math.multiplyExact(interval.endMicros(0, TradingCalendar.ALWAYS), (long) limit);
        while (bars.size() < limit && from < toMicros) {
            long to = toMicros - from <= window ? toMicros : from + window;
            bars.addAll(window(instrument, interval, from, to, limit - bars.size()));
            from = to;
            window *= WINDOW_GROWTH;
        }
        return bars;
    }

    /** The newest stored bar: of 1d for that and longer intervals, else of 1m. */
    public Optional<BarRow> newest(InstrumentId instrument, BarInterval interval) {
        BarInterval stored = interval.storedAs() == BarInterval.DAY_1 ? BarInterval.DAY_1 : BarInterval.MIN_1;
        // Recent days first: a live instrument's newest bar is there, and older days need not be opened.
        long recent = clock.millis() * 1_000L - RECENT_MICROS;
        Optional<BarRow> newest = newestFrom(instrument, stored, recent);
        return newest.isPresent() ? newest : newestFrom(instrument, stored, 0);
    }

    private Optional<BarRow> newestFrom(InstrumentId instrument, BarInterval stored, long fromMicros) {
        return questions
                .list(
                        "SELECT " + COLUMNS + " FROM bars_" + stored.label() + " WHERE instrument = {instrument:String}"
                                + " AND start >= fromUnixTimestamp64Micro({from:Int64}, 'UTC') ORDER BY start DESC LIMIT 1",
                        Map.of("instrument", instrument, "from", fromMicros),
                        row -> bar(instrument, stored, row))
                .stream()
                .findFirst();
    }

    private List<BarRow> window(
            InstrumentId instrument, BarInterval interval, long fromMicros, long toMicros, int limit) {
        Map<String, Object> bindings = new LinkedHashMap<>();
        bindings.put("instrument", instrument);
        bindings.put("from", fromMicros);
        bindings.put("to", toMicros);
        bindings.put("limit", limit);
        return questions.list(
                "SELECT " + COLUMNS + " FROM " + source(interval) + "instrument = {instrument:String}"
                        + " AND start >= fromUnixTimestamp64Micro({from:Int64}, 'UTC')"
                        + " AND start < fromUnixTimestamp64Micro({to:Int64}, 'UTC')"
                        + (isStored(interval) ? IS_BAR : "")
                        + " ORDER BY start LIMIT {limit:UInt32}",
                bindings,
                row -> bar(instrument, interval, row));
    }

    /**
     * The stored intervals are read as their views read them, without the view: half of a day's time went into planning it. The
     * label is an enum's, never the caller's text.
     */
    private static String source(BarInterval interval) {
        return isStored(interval)
                ? "stored_bars_" + interval.label() + " FINAL PREWHERE "
                : "bars(interval = '" + interval.label() + "') WHERE ";
    }

    private static boolean isStored(BarInterval interval) {
        return interval == BarInterval.MIN_1 || interval == BarInterval.DAY_1;
    }

    private static BarRow bar(InstrumentId instrument, BarInterval interval, Row row) {
        return new BarRow(
                new BarKey(instrument, interval, row.getLong(0)),
                row.getLong(1),
                values(row),
                STATUSES[row.getInt(13)],
                row.getInt(14),
                row.getLong(15),
                row.getLong(16),
                row.getInt(17));
    }

    /** Of the columns open … last_time, from the third on. */
    static BarValues values(Row row) {
        Int128 volume = row.getInt128(6);
        Int128 notional = row.getInt128(7);
        return new BarValues(
                row.getOptionalDecimal(2),
                row.getOptionalDecimal(3),
                row.getOptionalDecimal(4),
                row.getOptionalDecimal(5),
                volume.toDecimal(Fixed.VOLUME_SCALE),
                notional.toDecimal(Fixed.NOTIONAL_SCALE),
                volume.isZero() ? Optional.empty() : Optional.of(Fixed.vwap(notional, volume)),
                row.getLong(8),
                row.getOptionalDecimal(9),
                row.getOptionalDecimal(10),
                row.getLong(11, 0),
                row.getLong(12, 0));
    }
}
