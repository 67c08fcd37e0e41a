package io.tidemark.clickhouse.read;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.clickhouse.format.Row;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.bar.OrderKey;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.instrument.TradingCalendar;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trades and bars as they stood at a moment: what the events say that were known by then. Thread-safe.
 *
 * <p>The moment is not checked here: whoever asks compares it with {@link #limits()} first, and may know better than the store that
 * nothing else can land.
 */
public final class AsOfReader {
    /** The verdict {@code future}: no event is further ahead of its append time. */
    public static final long AHEAD_MICROS = 60_000_000L;

    /** Longer than for trades as they stand: here a question costs more than what it reads. */
    private static final long FIRST_WINDOW_MICROS = 86_400_000_000L;

    private static final int WINDOW_GROWTH = 8;

    private final Questions questions;

    public AsOfReader(ClickHouse clickHouse, Duration timeout) {
        this.questions = new Questions(clickHouse, timeout);
    }

    public AsOfLimits limits() {
        return questions
                .list(
                        "SELECT retention_floor, landed_frontier FROM as_of_limits",
                        Map.of(),
                        row -> new AsOfLimits(row.getLong(0, 0), row.getLong(1, 0)))
                .get(0);
    }

    /**
     * The first trades of then that stand above {@code after} in the total order and have an event time before {@code toMicros}.
     *
     * @param atMicros the moment, µs since the epoch
     */
    public List<TradeRow> trades(InstrumentId instrument, OrderKey after, long toMicros, int limit, long atMicros) {
        List<TradeRow> rows = new ArrayList<>();
        long end = Math.min(toMicros, atMicros + AHEAD_MICROS + 1);
        OrderKey from = after;
        long window = FIRST_WINDOW_MICROS;
        while (rows.size() < limit && from.timeMicros() < end) {
            long to = end - from.timeMicros() <= window ? end : from.timeMicros() + window;
            rows.addAll(trades(bindings(instrument, from.timeMicros(), to, limit - rows.size(), atMicros), from));
            from = new OrderKey(to, -1, -1, -1);
            window *= WINDOW_GROWTH;
        }
        return rows;
    }

    private List<TradeRow> trades(Map<String, Object> bindings, OrderKey from) {
        bindings.put("from", from.timeMicros());
        bindings.put("sequence", from.sequence());
        bindings.put("epoch", from.idEpoch());
        bindings.put("trade", from.tradeId());
        return questions.list(
                "SELECT " + TradeRows.COLUMNS + " FROM trades_as_of_unchecked(instrument = {instrument:String},"
                        + " since = {since:String}, until = {until:String}, interval = '', at = {at:String})"
                        + " WHERE event_time > fromUnixTimestamp64Micro({from:Int64}, 'UTC')"
                        + " OR (ifNull(sequence, 0), id_epoch, trade_id) > ({sequence:Int64}, {epoch:Int32}, {trade:Int64})"
                        + " ORDER BY event_time, ifNull(sequence, 0), id_epoch, trade_id LIMIT {limit:UInt32}",
                bindings,
                TradeRows::row);
    }

    /** The first bars of then that start in {@code [fromMicros, toMicros)}, in order. */
    public List<AsOfBar> bars(
            InstrumentId instrument, BarInterval interval, long fromMicros, long toMicros, int limit, long atMicros) {
        List<AsOfBar> bars = new ArrayList<>();
        long end = Math.min(toMicros, atMicros + AHEAD_MICROS + 1);
        long from = fromMicros;
        // Days and longer are few: they are read at once.
        long window = interval.isFixed()
                ? Math.multiplyExact(interval.endMicros(0, TradingCalendar.ALWAYS), (long) limit)
                : Long.MAX_VALUE / WINDOW_GROWTH;
        while (bars.size() < limit && from < end) {
            long to = end - from <= window ? end : from + window;
            bars.addAll(questions.list(
                    "SELECT start, `end`, open, high, low, close, volume, notional, trades, buy_volume, sell_volume,"
                            + " first_time, last_time, known_at FROM bars_as_of_unchecked(interval = '"
                            + interval.label()
                            + "', instrument = {instrument:String}, since = {since:String}, until = {until:String},"
                            + " at = {at:String}) ORDER BY start LIMIT {limit:UInt32}",
                    bindings(instrument, from, to, limit - bars.size(), atMicros),
                    row -> bar(instrument, interval, row)));
            from = to;
            window = Math.min(window, Long.MAX_VALUE / WINDOW_GROWTH) * WINDOW_GROWTH;
        }
        return bars;
    }

    private static Map<String, Object> bindings(
            InstrumentId instrument, long fromMicros, long toMicros, int limit, long atMicros) {
        Map<String, Object> bindings = new LinkedHashMap<>();
        bindings.put("instrument", instrument);
        bindings.put("since", text(fromMicros));
        bindings.put("until", text(toMicros));
        bindings.put("at", text(atMicros));
        bindings.put("limit", limit);
        return bindings;
    }

    private static AsOfBar bar(InstrumentId instrument, BarInterval interval, Row row) {
        return new AsOfBar(
                new BarKey(instrument, interval, row.getLong(0)),
                row.getLong(1),
                BarReader.values(row),
                row.getLong(13));
    }

    private static String text(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L)
                .toString();
    }
}
