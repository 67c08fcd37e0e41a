package io.tidemark.clickhouse.read;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.market.bar.OrderKey;
import io.tidemark.market.instrument.InstrumentId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Trades by range, in the total order of their instrument. Thread-safe. */
public final class TickReader {
    /** An instrument-hour costs some 10 ms whatever the instrument's history. */
    private static final long FIRST_WINDOW_MICROS = 3_600_000_000L;

    private static final int WINDOW_GROWTH = 8;

    private final Questions questions;

    public TickReader(ClickHouse clickHouse, Duration timeout) {
        this.questions = new Questions(clickHouse, timeout);
    }

    /**
     * The first trades that stand above {@code after} in the total order and have an event time before {@code toMicros}.
     *
     * <p>Reads in windows that grow, so that a page of a long range costs what the page holds.
     *
     * @param after the key of the last trade that the asker has, or one with the range's first time
     */
    public List<TradeRow> read(InstrumentId instrument, OrderKey after, long toMicros, int limit) {
        List<TradeRow> rows = new ArrayList<>();
        OrderKey from = after;
        long window = FIRST_WINDOW_MICROS;
        while (rows.size() < limit && from.timeMicros() < toMicros) {
            long to = toMicros - from.timeMicros() <= window ? toMicros : from.timeMicros() + window;
            rows.addAll(window(instrument, from, to, limit - rows.size()));
            from = new OrderKey(to, -1, -1, -1);
            window *= WINDOW_GROWTH;
        }
        return rows;
    }

    private List<TradeRow> window(InstrumentId instrument, OrderKey from, long toMicros, int limit) {
        Map<String, Object> bindings = new LinkedHashMap<>();
        bindings.put("instrument", instrument);
        bindings.put("from", from.timeMicros());
        bindings.put("to", toMicros);
        bindings.put("sequence", from.sequence());
        bindings.put("epoch", from.idEpoch());
        bindings.put("trade", from.tradeId());
        bindings.put("limit", limit);
        return questions.list(
                "SELECT " + TradeRows.COLUMNS + " FROM trades WHERE instrument = {instrument:String}"
                        + " AND event_time >= fromUnixTimestamp64Micro({from:Int64}, 'UTC')"
                        + " AND event_time < fromUnixTimestamp64Micro({to:Int64}, 'UTC')"
                        + " AND (event_time > fromUnixTimestamp64Micro({from:Int64}, 'UTC')"
                        + " OR (ifNull(sequence, 0), id_epoch, trade_id) > ({sequence:Int64}, {epoch:Int32}, {trade:Int64}))"
                        + " ORDER BY event_time, ifNull(sequence, 0), id_epoch, trade_id LIMIT {limit:UInt32}",
                bindings,
                TradeRows::row);
    }
}
