package io.tidemark.api.latest;

import io.tidemark.market.bar.BarAccumulator;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarState;
import io.tidemark.market.event.TradeEvent;
import io.tidemark.market.instrument.TradingCalendar;
import java.util.Optional;

/**
 * The newest minute of one instrument, folded as its trades come. Exact as long as every trade of the minute was seen and proven
 * new; anything else (a correction, a cancel, a repeat) makes it inexact until the next minute, and the store is asked instead.
 * Guarded by its owner.
 */
final class OpenMinute {
    private static final long MINUTE_MICROS = BarInterval.MIN_1.endMicros(0, TradingCalendar.ALWAYS);

    private long seenFromMicros = Long.MAX_VALUE;
    private long start = Long.MIN_VALUE;
    private BarAccumulator fold = new BarAccumulator();
    private boolean isExact;
    private long markMicros = Long.MIN_VALUE;
    private long lastOffset;
    private long lastKnownAtMicros;

    /** Before the first event: every trade from {@code seenFromMicros} on will pass by, and how far the clock had come. */
    void begin(long seenFromMicros, long markMicros) {
        this.seenFromMicros = seenFromMicros;
        this.markMicros = markMicros;
    }

    /**
     * Takes one event that changes the trades.
     *
     * @param isNew whether it states a trade that was never seen before
     */
    void apply(TradeEvent event, long offset, long knownAtMicros, boolean isNew) {
        markMicros = Math.max(markMicros, Math.min(event.eventTimeMicros(), knownAtMicros));
        lastOffset = offset;
        lastKnownAtMicros = knownAtMicros;
        long minute = BarInterval.MIN_1.startMicros(event.eventTimeMicros(), TradingCalendar.ALWAYS);
        if (minute > start) {
            start = minute;
            fold = new BarAccumulator();
            isExact = minute >= seenFromMicros;
        }
        if (event.revision() > 0) {
            // It may concern the current minute, whatever time it carries itself.
            isExact = false;
            return;
        }
        if (minute == start) {
            isExact &= isNew;
            fold.add(event.trade());
        }
    }

    boolean isSeen() {
        return start != Long.MIN_VALUE;
    }

    long startMicros() {
        return start;
    }

    long endMicros() {
        return start + MINUTE_MICROS;
    }

    long markMicros() {
        return markMicros;
    }

    long lastOffset() {
        return lastOffset;
    }

    long lastKnownAtMicros() {
        return lastKnownAtMicros;
    }

    /** The fold's state; empty where it cannot be relied upon. */
    Optional<BarState> state() {
        return isExact ? Optional.of(fold.state()) : Optional.empty();
    }
}
