package io.tidemark.clickhouse.read;

import io.tidemark.clickhouse.format.Row;
import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.Trade;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;

/** The columns of a {@link TradeRow} and how it is made of them. */
final class TradeRows {
    static final String COLUMNS = "toString(instrument), id_epoch, trade_id, sequence, event_time, price, size,"
            + " toInt8(aggressor), toUInt8(for_volume) + 2 * for_high_low + 4 * for_open_close, toInt32(revision),"
            + " toString(exchange), venue_trade_id, toString(conditions), toString(origin), known_at";

    private static final Aggressor[] AGGRESSORS = Aggressor.values();

    private TradeRows() {}

    static TradeRow row(Row row) {
        Trade trade = new Trade(
                InstrumentId.parse(row.getText(0)),
                row.getInt(1),
                row.getLong(2),
                row.getLong(3, TradeEvent.ABSENT),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6),
                AGGRESSORS[row.getInt(7)],
                row.getInt(8));
        return new TradeRow(
                trade,
                row.getInt(9),
                row.getTextOrEmpty(10),
                row.getTextOrEmpty(11),
                row.getTextOrEmpty(12),
                row.getText(13),
                row.getLong(14));
    }
}
