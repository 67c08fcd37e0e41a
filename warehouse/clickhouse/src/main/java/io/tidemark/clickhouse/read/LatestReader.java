package io.tidemark.clickhouse.read;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.clickhouse.format.Row;
import io.tidemark.market.bar.OrderKey;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The newest of one instrument, as it has landed. Thread-safe. */
public final class LatestReader {
    private static final String NEWEST_TRADES = "SELECT " + TradeRows.COLUMNS
            + " FROM trades WHERE instrument = {instrument:String}"
            + " AND event_time >= fromUnixTimestamp64Micro({from:Int64}, 'UTC')"
            + " ORDER BY event_time DESC, ifNull(sequence, 0) DESC, id_epoch DESC, trade_id DESC LIMIT {limit:UInt32}";

    private final Questions questions;

    public LatestReader(ClickHouse clickHouse, Duration timeout) {
        this.questions = new Questions(clickHouse, timeout);
    }

    /**
     * The newest present trades in the total order.
     *
     * @param fromMicros only trades from here on are looked at, where there are any; 0 looks at all
     */
    public NewestTrades trades(InstrumentId instrument, long fromMicros, int limit) {
        List<TradeRow> rows = newest(instrument, fromMicros, limit);
        if (rows.isEmpty() && fromMicros > 0) {
            return trades(instrument, 0, limit);
        }
        if (rows.size() == limit) {
            return new NewestTrades(rows, OrderKey.of(rows.get(limit - 1).trade()));
        }
        return new NewestTrades(rows, fromMicros > 0 ? new OrderKey(fromMicros, 0, 0, 0) : NewestTrades.BEGINNING);
    }

    private List<TradeRow> newest(InstrumentId instrument, long fromMicros, int limit) {
        return questions.list(
                NEWEST_TRADES, Map.of("instrument", instrument, "from", fromMicros, "limit", limit), TradeRows::row);
    }

    /** The event that is the state of one trade, a cancelled one included; empty when none has landed. */
    public Optional<TradeHead> head(InstrumentId instrument, int idEpoch, long tradeId) {
        Map<String, Object> bindings = new LinkedHashMap<>();
        bindings.put("instrument", instrument);
        bindings.put("epoch", idEpoch);
        bindings.put("trade", tradeId);
        return questions
                .list(
                        "SELECT revision, `offset`, known_at FROM trade_heads FINAL WHERE instrument ="
                                + " {instrument:String} AND id_epoch = {epoch:Int32} AND trade_id = {trade:Int64}"
                                + " AND action != 'MOVED'",
                        bindings,
                        row -> new TradeHead(row.getInt(0), row.getLong(1), row.getLong(2)))
                .stream()
                .findFirst();
    }

    public Optional<QuoteRow> quote(InstrumentId instrument) {
        return questions
                .list(
                        "SELECT toString(instrument), sequence, event_time, bid, bid_size, ask, ask_size,"
                                + " toString(exchange), known_at FROM quote_heads FINAL WHERE instrument ="
                                + " {instrument:String}",
                        Map.of("instrument", instrument),
                        LatestReader::quoteRow)
                .stream()
                .findFirst();
    }

    private static QuoteRow quoteRow(Row row) {
        return new QuoteRow(
                InstrumentId.parse(row.getText(0)),
                row.getLong(1, TradeEvent.ABSENT),
                row.getLong(2),
                row.getLong(3, TradeEvent.ABSENT),
                row.getLong(4, TradeEvent.ABSENT),
                row.getLong(5, TradeEvent.ABSENT),
                row.getLong(6, TradeEvent.ABSENT),
                row.getTextOrEmpty(7),
                row.getLong(8));
    }
}
