package io.tidemark.api.latest;

import io.tidemark.market.event.Trade;
import io.tidemark.market.event.TradeEvent;

/** A trade's identity within its instrument. */
record TradeKey(int idEpoch, long tradeId) {
    /** Below every identity. */
    static final TradeKey NONE = new TradeKey(-1, -1);

    static TradeKey of(Trade trade) {
        return new TradeKey(trade.idEpoch(), trade.tradeId());
    }

    static TradeKey of(TradeEvent event) {
        return new TradeKey(event.idEpoch(), event.tradeId());
    }

    boolean isAbove(TradeKey other) {
        return idEpoch != other.idEpoch ? idEpoch > other.idEpoch : tradeId > other.tradeId;
    }
}
