package io.tidemark.streaming.candles;

import io.tidemark.clickhouse.TradeIdentity;
import io.tidemark.market.event.TradeAction;
import io.tidemark.market.event.TradeEvent;

/** As much of a trade's state as is needed to see whether an event changes it, and which bucket it leaves. */
public record HeadState(int revision, boolean isPresent, long eventTimeMicros) {
    static HeadState of(TradeEvent event) {
        return new HeadState(event.revision(), event.action() != TradeAction.CANCEL, event.eventTimeMicros());
    }

    static TradeIdentity identity(TradeEvent event) {
        return new TradeIdentity(event.instrument(), event.idEpoch(), event.tradeId());
    }
}
