package io.tidemark.wire;

import static io.tidemark.wire.TradeMessage.onWire;

import io.tidemark.market.event.Origin;
import io.tidemark.market.event.QuoteEvent;
import io.tidemark.market.event.TimeSource;
import io.tidemark.market.number.Fixed;

/**
 * Exactly what the wire says of a quote; nothing is checked here, {@link QuoteVerdicts} does. What is absent is {@link
 * TradeMessage#ABSENT}.
 *
 * @param bidMantissa the bid is {@code bidMantissa × 10^-priceScale}, absent where there is no such side; the others likewise
 */
public record QuoteMessage(
        String instrument,
        long quoteId,
        long sequence,
        long eventTimeMicros,
        TimeSource timeSource,
        long receivedAtMicros,
        int priceScale,
        int sizeScale,
        long bidMantissa,
        long bidSizeMantissa,
        long askMantissa,
        long askSizeMantissa,
        String exchange,
        String conditions,
        Origin origin,
        String originFile,
        long availableDelayMicros) {
    public static QuoteMessage of(QuoteEvent event) {
        return new QuoteMessage(
                event.instrument().toString(),
                onWire(event.quoteId()),
                onWire(event.sequence()),
                event.eventTimeMicros(),
                event.timeSource(),
                event.receivedAtMicros(),
                Fixed.PRICE_SCALE,
                Fixed.SIZE_SCALE,
                onWire(event.bidE9()),
                onWire(event.bidSizeE8()),
                onWire(event.askE9()),
                onWire(event.askSizeE8()),
                event.exchange(),
                event.conditions(),
                event.origin(),
                event.originFile(),
                onWire(event.availableDelayMicros()));
    }
}
