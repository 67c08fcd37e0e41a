package io.tidemark.wire;

import io.tidemark.market.event.Eligibility;
import io.tidemark.market.event.TradeAction;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.number.Fixed;
import org.jspecify.annotations.Nullable;

/** Whether a record of the topic {@code trades} is a trade event. */
public final class TradeVerdicts {
    private TradeVerdicts() {}

    /**
     * A pure function of its arguments that never throws.
     *
     * @param appendTimeMicros the broker's append time, µs since the epoch
     */
    public static Verdict<TradeEvent> judge(byte @Nullable [] key, byte @Nullable [] value, long appendTimeMicros) {
        if (value == null || value.length == 0) {
            return new Verdict.Rejected<>(Reason.EMPTY, "no value");
        }
        try {
            return new Verdict.Accepted<>(event(key, TradeCodec.decode(value), appendTimeMicros));
        } catch (WireException rejected) {
            return new Verdict.Rejected<>(rejected.reason(), rejected.detail());
        }
    }

    private static TradeEvent event(byte @Nullable [] key, TradeMessage message, long appendTimeMicros) {
        InstrumentId instrument = Checks.instrument(message.instrument());
        Checks.key(key, message.instrument());
        if (instrument.isVenue() != (message.action() == TradeAction.HEARTBEAT)) {
            throw new WireException(
                    Reason.INSTRUMENT,
                    "a heartbeat names a venue and all else an instrument, was " + message.action() + " for "
                            + instrument);
        }
        identity(message);
        Checks.times(message.eventTimeMicros(), message.receivedAtMicros(), appendTimeMicros);
        if ((message.eligibility() & ~Eligibility.ALL) != 0) {
            throw new WireException(
                    Reason.ELIGIBILITY,
                    "eligibility must be bits of " + Eligibility.ALL + ", was " + message.eligibility());
        }
        long sequence = Checks.optional(message.sequence(), Reason.SEQUENCE, "sequence");
        long priceE9 = amount(message, message.priceMantissa(), message.priceScale(), Fixed.PRICE_SCALE, Reason.PRICE);
        long sizeE8 = amount(message, message.sizeMantissa(), message.sizeScale(), Fixed.SIZE_SCALE, Reason.SIZE);
        if (!Fixed.isNotionalOfOneTrade(priceE9, sizeE8)) {
            throw new WireException(
                    Reason.NOTIONAL,
                    "price x size must be < 10^12, was " + Fixed.price(priceE9) + " x " + Fixed.size(sizeE8));
        }
        return new TradeEvent(
                instrument,
                message.idEpoch(),
                message.tradeId(),
                message.revision(),
                message.action(),
                sequence,
                message.eventTimeMicros(),
                message.timeSource(),
                message.receivedAtMicros(),
                priceE9,
                sizeE8,
                message.aggressor(),
                message.exchange(),
                message.venueTradeId(),
                message.conditions(),
                message.eligibility(),
                message.origin(),
                message.originFile(),
                Checks.delay(message.availableDelayMicros()));
    }

    private static void identity(TradeMessage message) {
        if (message.idEpoch() < 0 || message.tradeId() < 0) {
            throw new WireException(
                    Reason.ID,
                    "id epoch and trade id must be >= 0, were " + message.idEpoch() + " and " + message.tradeId());
        }
        boolean replaces = message.action() == TradeAction.CORRECT || message.action() == TradeAction.CANCEL;
        if (replaces ? message.revision() < 1 : message.revision() != 0) {
            throw new WireException(
                    Reason.REVISION,
                    "revision must be " + (replaces ? ">= 1" : "0") + " on " + message.action() + ", was "
                            + message.revision());
        }
    }

    /** A price or a size: positive where a trade is stated, nothing where none is. */
    private static long amount(TradeMessage message, long mantissa, int scale, int wanted, Reason reason) {
        boolean states = message.action() == TradeAction.NEW || message.action() == TradeAction.CORRECT;
        if (states ? mantissa <= 0 : mantissa != 0) {
            throw new WireException(
                    reason,
                    reason.code() + " must be " + (states ? "> 0" : "0") + " on " + message.action() + ", was "
                            + mantissa + " at scale " + scale);
        }
        return Checks.rescaled(mantissa, scale, wanted, reason.code());
    }
}
