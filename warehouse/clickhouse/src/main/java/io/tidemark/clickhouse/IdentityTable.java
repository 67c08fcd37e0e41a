package io.tidemark.clickhouse;

import io.tidemark.clickhouse.format.ColumnBuilder;
import io.tidemark.clickhouse.format.DictionaryColumn;
import io.tidemark.clickhouse.format.FixedColumn;
import io.tidemark.market.instrument.InstrumentId;
import java.util.Collection;
import java.util.List;

/** Identities of trades as the table that goes along with a statement. */
final class IdentityTable {
    private final DictionaryColumn<InstrumentId> instrument;
    private final FixedColumn idEpoch;
    private final FixedColumn tradeId;
    private final int rows;

    IdentityTable(Collection<TradeIdentity> trades) {
        rows = trades.size();
        instrument = new DictionaryColumn<>("instrument", StoreTypes.WORD, rows);
        idEpoch = FixedColumn.of("id_epoch", StoreTypes.INT, 4, rows);
        tradeId = FixedColumn.of("trade_id", StoreTypes.LONG, 8, rows);
        for (TradeIdentity trade : trades) {
            instrument.add(trade.instrument());
            idEpoch.add(trade.idEpoch());
            tradeId.add(trade.tradeId());
        }
    }

    List<? extends ColumnBuilder> columns() {
        return List.of(instrument, idEpoch, tradeId);
    }

    int rows() {
        return rows;
    }
}
