package io.tidemark.feed.load;

import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.Origin;
import io.tidemark.market.event.TimeSource;
import io.tidemark.market.event.TradeAction;
import io.tidemark.wire.QuoteMessage;
import io.tidemark.wire.TradeMessage;

/**
 * What all events of a file share.
 *
 * @param firstId what a row's number is added to for its id
 * @param receivedAtMicros when the load began, µs
 */
record EventContext(
        String instrument,
        int idEpoch,
        long firstId,
        String originFile,
        long receivedAtMicros,
        long availableDelayMicros) {
    TradeMessage trade(
            long tradeId,
            long sequence,
            long eventTimeMicros,
            Decimal price,
            Decimal size,
            Aggressor aggressor,
            String exchange,
            String conditions,
            int eligibility) {
        return new TradeMessage(
                instrument,
                idEpoch,
                tradeId,
                0,
                TradeAction.NEW,
                sequence,
                eventTimeMicros,
                TimeSource.VENUE,
                receivedAtMicros,
                price.mantissa(),
                price.scale(),
                size.mantissa(),
                size.scale(),
                aggressor,
                exchange,
                "",
                conditions,
                eligibility,
                Origin.LOAD,
                originFile,
                availableDelayMicros);
    }

    /** Its id and sequence are the row's, so that a row that is published twice is one quote. */
    QuoteMessage quote(
            long row,
            long eventTimeMicros,
            int priceScale,
            QuoteSide bid,
            QuoteSide ask,
            String exchange,
            String conditions) {
        return new QuoteMessage(
                instrument,
                firstId + row,
                firstId + row,
                eventTimeMicros,
                TimeSource.VENUE,
                receivedAtMicros,
                priceScale,
                0,
                bid.price(),
                bid.size(),
                ask.price(),
                ask.size(),
                exchange,
                conditions,
                Origin.LOAD,
                originFile,
                availableDelayMicros);
    }
}
