package io.tidemark.feed.sim;

import io.tidemark.market.event.QuoteEvent;
import io.tidemark.market.event.TradeEvent;

/** What a feed hears, in the order in which it hears it. */
public sealed interface MarketEvent {
    /** µs since the epoch. */
    long eventTimeMicros();

    record OfTrade(TradeEvent trade) implements MarketEvent {
        @Override
        public long eventTimeMicros() {
            return trade.eventTimeMicros();
        }
    }

    record OfQuote(QuoteEvent quote) implements MarketEvent {
        @Override
        public long eventTimeMicros() {
            return quote.eventTimeMicros();
        }
    }

    /** How far the venue's clock has come. */
    record OfHeartbeat(long eventTimeMicros) implements MarketEvent {}
}
