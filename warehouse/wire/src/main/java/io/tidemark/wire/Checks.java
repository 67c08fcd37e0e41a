package io.tidemark.wire;

import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.number.Fixed;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What trades and quotes are judged by alike. Each check returns the event's value or throws with the reason. */
final class Checks {
    /** How far a clock may run ahead of the broker's before its times are called future, µs. */
    static final long FUTURE_BOUND_MICROS = 60_000_000L;

    /** A century: a longer delay is no delay, and the sum still fits every store's timestamps. */
    static final long LONGEST_DELAY_MICROS = 36_525L * 86_400_000_000L;

    private static final int MOST_CACHED_IDS = 1 << 16;
    /** Parsing an id costs more than all the rest of a verdict, and a log names the same few thousand. */
    private static final ConcurrentHashMap<String, InstrumentId> IDS = new ConcurrentHashMap<>();

    private Checks() {}

    static InstrumentId instrument(String text) {
        InstrumentId known = IDS.get(text);
        if (known != null) {
            return known;
        }
        InstrumentId parsed;
        try {
            parsed = InstrumentId.parse(text);
        } catch (IllegalArgumentException notCanonical) {
            throw new WireException(Reason.INSTRUMENT, String.valueOf(notCanonical.getMessage()));
        }
        if (IDS.size() >= MOST_CACHED_IDS) {
            IDS.clear();
        }
        IDS.put(text, parsed);
        return parsed;
    }

    /** @param instrument canonical, and therefore ASCII */
    static void key(byte @Nullable [] key, String instrument) {
        if (key == null) {
            throw new WireException(Reason.KEY_MISMATCH, "no key, the value names " + instrument);
        }
        boolean equal = key.length == instrument.length();
        for (int index = 0; equal && index < key.length; index++) {
            equal = key[index] == instrument.charAt(index);
        }
        if (!equal) {
            throw new WireException(
                    Reason.KEY_MISMATCH,
                    "the key of " + key.length + " bytes is not the value's instrument " + instrument);
        }
    }

    static void times(long eventTimeMicros, long receivedAtMicros, long appendTimeMicros) {
        time("event time", eventTimeMicros, appendTimeMicros);
        time("received at", receivedAtMicros, appendTimeMicros);
    }

    private static void time(String name, long micros, long appendTimeMicros) {
        if (micros < 0) {
            throw new WireException(Reason.TIME, name + " must not be before 1970, was " + micros + " µs");
        }
        if (micros - FUTURE_BOUND_MICROS > appendTimeMicros) {
            throw new WireException(
                    Reason.FUTURE,
                    name + " " + micros + " µs is more than " + FUTURE_BOUND_MICROS / 1_000_000
                            + " s later than the append time " + appendTimeMicros + " µs");
        }
    }

    static long delay(long onWire) {
        if (onWire == TradeMessage.ABSENT) {
            return TradeEvent.ABSENT;
        }
        if (onWire < 0 || onWire > LONGEST_DELAY_MICROS) {
            throw new WireException(
                    Reason.TIME, "available delay must be within 0 and 100 years, was " + onWire + " µs");
        }
        return onWire;
    }

    /** A number that is absent or not negative: a sequence, a quote's id. */
    static long optional(long onWire, Reason reason, String name) {
        if (onWire == TradeMessage.ABSENT) {
            return TradeEvent.ABSENT;
        }
        if (onWire < 0) {
            throw new WireException(reason, name + " must be >= 0, was " + onWire);
        }
        return onWire;
    }

    /** A decimal moved to the fixed scale, exactly. */
    static long rescaled(long mantissa, int scale, int wanted, String name) {
        try {
            return Fixed.rescale(mantissa, scale, wanted);
        } catch (Fixed.InexactException inexact) {
            throw new WireException(Reason.SCALE, name + " " + inexact.getMessage());
        }
    }
}
