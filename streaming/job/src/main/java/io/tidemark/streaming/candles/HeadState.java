package io.tidemark.streaming.candles;

import io.tidemark.clickhouse.TradeIdentity;
import io.tidemark.market.event.Trade;
import io.tidemark.market.event.TradeAction;
import io.tidemark.market.event.TradeEvent;
import java.util.Optional;

/**
 * As much of a trade's state as is needed to see whether an event changes it, and which bucket it leaves.
 *
 * @param trade as it stands; also absent where it is not known, and then its bucket is folded again when it leaves
 */
public record HeadState(int revision, boolean isPresent, long eventTimeMicros, Optional<Trade> trade) {
    static HeadState of(TradeEvent event) {
        boolean isPresent = event.action() != TradeAction.CANCEL;
        return new HeadState(
                event.revision(),
                isPresent,
                event.eventTimeMicros(),
                isPresent ? Optional.of(event.trade()) : Optional.empty());
    }

    static TradeIdentity identity(TradeEvent event) {
        return new TradeIdentity(event.instrument(), event.idEpoch(), event.tradeId());
    }
}
