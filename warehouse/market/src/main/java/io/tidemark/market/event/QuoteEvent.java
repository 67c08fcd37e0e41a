package io.tidemark.market.event;

import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.number.Fixed;

/**
 * A quote: the best bid and ask of an instrument. Crossed and one-sided quotes are data, not errors.
 *
 * @param quoteId the venue's, or {@link TradeEvent#ABSENT}: then the log position identifies it
 * @param bidE9 10⁻⁹, or {@link TradeEvent#ABSENT}; sizes are 10⁻⁸, or absent likewise
 */
public record QuoteEvent(
        InstrumentId instrument,
        long quoteId,
        long sequence,
        long eventTimeMicros,
        TimeSource timeSource,
        long receivedAtMicros,
        long bidE9,
        long bidSizeE8,
        long askE9,
        long askSizeE8,
        String exchange,
        String conditions,
        Origin origin,
        String originFile,
        long availableDelayMicros) {
    public QuoteEvent {
        if (instrument.isVenue()) {
            throw new IllegalArgumentException("a quote names an instrument, was " + instrument);
        }
        notNegative("quote id", quoteId, instrument);
        notNegative("sequence", sequence, instrument);
        notNegative("available delay (µs)", availableDelayMicros, instrument);
        side("bid", bidE9, instrument);
        side("bid size", bidSizeE8, instrument);
        side("ask", askE9, instrument);
        side("ask size", askSizeE8, instrument);
    }

    private static void notNegative(String name, long value, InstrumentId instrument) {
        if (value < TradeEvent.ABSENT) {
            throw new IllegalArgumentException(name + " must be absent or >= 0, was " + value + " for " + instrument);
        }
    }

    private static void side(String name, long value, InstrumentId instrument) {
        if (value < TradeEvent.ABSENT || value >= Fixed.UNSCALED_LIMIT) {
            throw new IllegalArgumentException(name + " must be absent or >= 0, was " + value + " for " + instrument);
        }
    }

    public long availableAtMicros(long knownAtMicros) {
        return availableDelayMicros == TradeEvent.ABSENT ? knownAtMicros : eventTimeMicros + availableDelayMicros;
    }
}
