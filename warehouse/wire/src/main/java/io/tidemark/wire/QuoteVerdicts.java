package io.tidemark.wire;

import io.tidemark.market.event.QuoteEvent;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.number.Fixed;
import org.jspecify.annotations.Nullable;

/** Whether a record of the topic {@code quotes} is a quote event. Crossed and one-sided quotes are. */
public final class QuoteVerdicts {
    private QuoteVerdicts() {}

    /**
     * A pure function of its arguments that never throws.
     *
     * @param appendTimeMicros the broker's append time, µs since the epoch
     */
    public static Verdict<QuoteEvent> judge(byte @Nullable [] key, byte @Nullable [] value, long appendTimeMicros) {
        if (value == null || value.length == 0) {
            return new Verdict.Rejected<>(Reason.EMPTY, "no value");
        }
        try {
            return new Verdict.Accepted<>(event(key, QuoteCodec.decode(value), appendTimeMicros));
        } catch (WireException rejected) {
            return new Verdict.Rejected<>(rejected.reason(), rejected.detail());
        }
    }

    private static QuoteEvent event(byte @Nullable [] key, QuoteMessage message, long appendTimeMicros) {
        InstrumentId instrument = Checks.instrument(message.instrument());
        Checks.key(key, message.instrument());
        if (instrument.isVenue()) {
            throw new WireException(Reason.INSTRUMENT, "a quote names an instrument, was " + instrument);
        }
        Checks.times(message.eventTimeMicros(), message.receivedAtMicros(), appendTimeMicros);
        return new QuoteEvent(
                instrument,
                Checks.optional(message.quoteId(), Reason.ID, "quote id"),
                Checks.optional(message.sequence(), Reason.SEQUENCE, "sequence"),
                message.eventTimeMicros(),
                message.timeSource(),
                message.receivedAtMicros(),
                price("bid", message.bidMantissa(), message),
                size("bid size", message.bidSizeMantissa(), message),
                price("ask", message.askMantissa(), message),
                size("ask size", message.askSizeMantissa(), message),
                message.exchange(),
                message.conditions(),
                message.origin(),
                message.originFile(),
                Checks.delay(message.availableDelayMicros()));
    }

    private static long price(String name, long mantissa, QuoteMessage message) {
        long onWire = Checks.optional(mantissa, Reason.PRICE, name);
        return onWire == TradeEvent.ABSENT
                ? onWire
                : Checks.rescaled(onWire, message.priceScale(), Fixed.PRICE_SCALE, name);
    }

    private static long size(String name, long mantissa, QuoteMessage message) {
        long onWire = Checks.optional(mantissa, Reason.SIZE, name);
        return onWire == TradeEvent.ABSENT
                ? onWire
                : Checks.rescaled(onWire, message.sizeScale(), Fixed.SIZE_SCALE, name);
    }
}
