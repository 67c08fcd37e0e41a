package io.tidemark.wire;

import io.tidemark.market.event.Aggressor;
import io.tidemark.market.event.Origin;
import io.tidemark.market.event.TimeSource;
import io.tidemark.market.event.TradeAction;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.number.Fixed;

/**
 * Exactly what the wire says of a trade; nothing is checked here, {@link TradeVerdicts} does.
 *
 * @param sequence or {@link #ABSENT}
 * @param eventTimeMicros µs since the epoch, UTC; @param receivedAtMicros likewise
 * @param priceMantissa the price is {@code priceMantissa × 10^-priceScale}; sizes likewise
 * @param eligibility bits of {@link io.tidemark.market.event.Eligibility}
 * @param availableDelayMicros µs after the event time, or {@link #ABSENT}
 */
public record TradeMessage(
        String instrument,
        int idEpoch,
        long tradeId,
        int revision,
        TradeAction action,
        long sequence,
        long eventTimeMicros,
        TimeSource timeSource,
        long receivedAtMicros,
        long priceMantissa,
        int priceScale,
        long sizeMantissa,
        int sizeScale,
        Aggressor aggressor,
        String exchange,
        String venueTradeId,
        String conditions,
        int eligibility,
        Origin origin,
        String originFile,
        long availableDelayMicros) {
    /** The wire's null. Not the events' -1, which as a mantissa on the wire is a negative price. */
    public static final long ABSENT = Long.MIN_VALUE;

    public static TradeMessage of(TradeEvent event) {
        return new TradeMessage(
                event.instrument().toString(),
                event.idEpoch(),
                event.tradeId(),
                event.revision(),
                event.action(),
                onWire(event.sequence()),
                event.eventTimeMicros(),
                event.timeSource(),
                event.receivedAtMicros(),
                event.priceE9(),
                Fixed.PRICE_SCALE,
                event.sizeE8(),
                Fixed.SIZE_SCALE,
                event.aggressor(),
                event.exchange(),
                event.venueTradeId(),
                event.conditions(),
                event.eligibility(),
                event.origin(),
                event.originFile(),
                onWire(event.availableDelayMicros()));
    }

    /** An event's optional value as the wire's. */
    static long onWire(long eventValue) {
        return eventValue == TradeEvent.ABSENT ? ABSENT : eventValue;
    }
}
