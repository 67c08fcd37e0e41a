package io.tidemark.api.latest;

import io.tidemark.clickhouse.read.TradeRow;
import io.tidemark.market.bar.OrderKey;

/**
 * A trade that memory holds.
 *
 * @param offset where the log has it, or -1 when the store told of it
 * @param isProven whether nothing that memory did not see can have revised it
 */
record KeptTrade(TradeRow row, OrderKey order, long offset, boolean isProven) {
    static KeptTrade fromLog(TradeRow row, long offset, boolean isProven) {
        return new KeptTrade(row, OrderKey.of(row.trade()), offset, isProven);
    }

    static KeptTrade fromStore(TradeRow row) {
        return new KeptTrade(row, OrderKey.of(row.trade()), -1, true);
    }

    TradeKey key() {
        return TradeKey.of(row.trade());
    }

    KeptTrade proven() {
        return new KeptTrade(row, order, offset, true);
    }
}
