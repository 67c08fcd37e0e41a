package io.tidemark.clickhouse.read;

import io.tidemark.market.event.QuoteEvent;
import io.tidemark.market.instrument.InstrumentId;

/**
 * A quote; absent numbers are {@link io.tidemark.market.event.TradeEvent#ABSENT}, absent text is empty.
 *
 * @param bidE9 10⁻⁹; @param bidSizeE8 10⁻⁸; the ask likewise
 * @param knownAtMicros when the log learnt of it, µs
 */
public record QuoteRow(
        InstrumentId instrument,
        long sequence,
        long eventTimeMicros,
        long bidE9,
        long bidSizeE8,
        long askE9,
        long askSizeE8,
        String exchange,
        long knownAtMicros) {
    public static QuoteRow of(QuoteEvent event, long knownAtMicros) {
        return new QuoteRow(
                event.instrument(),
                event.sequence(),
                event.eventTimeMicros(),
                event.bidE9(),
                event.bidSizeE8(),
                event.askE9(),
                event.askSizeE8(),
                event.exchange(),
                knownAtMicros);
    }

    /** Whether this one stands after {@code other}, which came earlier in the log, in the order of quotes. */
    public boolean follows(QuoteRow other) {
        if (eventTimeMicros != other.eventTimeMicros) {
            return eventTimeMicros > other.eventTimeMicros;
        }
        return Math.max(sequence, 0) >= Math.max(other.sequence, 0);
    }
}
