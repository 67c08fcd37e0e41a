package io.tidemark.streaming.candles;

import io.tidemark.market.bar.Bar;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.market.instrument.TradingCalendar;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The bars of one instrument and interval that are in memory: the open ones, and those that a batch touches. */
final class BarSeries {
    private final InstrumentId instrument;
    private final BarInterval interval;
    private final TradingCalendar calendar;
    private final Map<Long, LiveBar> bars = new HashMap<>();
    private final NavigableMap<Long, LiveBar> open = new TreeMap<>();
    /** Start of the latest bucket that any event ever named: what lies behind it has no stored bar. */
    private long latestStart = Long.MIN_VALUE;

    private @Nullable LiveBar recent;
    /** The bucket that {@link #startOf} found last: calendars are slow, and trades stay in a day. */
    private long cachedStart = 0;

    private long cachedEnd = 0;

    BarSeries(InstrumentId instrument, BarInterval interval, TradingCalendar calendar) {
        this.instrument = instrument;
        this.interval = interval;
        this.calendar = calendar;
    }

    long startOf(long micros) {
        if (micros < cachedStart || micros >= cachedEnd) {
            cachedStart = interval.startMicros(micros, calendar);
            cachedEnd = interval.endMicros(cachedStart, calendar);
        }
        return cachedStart;
    }

    BarKey key(long startMicros) {
        return new BarKey(instrument, interval, startMicros);
    }

    /** Whether the store may hold a bar of this bucket that memory does not. */
    boolean mayBeStored(long startMicros) {
        return startMicros <= latestStart && !bars.containsKey(startMicros);
    }

    boolean isUnknown(long startMicros) {
        return !bars.containsKey(startMicros);
    }

    void sawEventAt(long micros) {
        latestStart = Math.max(latestStart, startOf(micros));
    }

    void remember(Bar bar) {
        long start = bar.key().startMicros();
        LiveBar live = LiveBar.stored(bar, interval.endMicros(start, calendar));
        bars.put(start, live);
        latestStart = Math.max(latestStart, start);
        if (live.isOpen()) {
            open.put(start, live);
        }
    }

    LiveBar at(long startMicros) {
        LiveBar last = recent;
        if (last != null && last.key.startMicros() == startMicros) {
            return last;
        }
        LiveBar bar = bars.get(startMicros);
        if (bar == null) {
            bar = LiveBar.empty(key(startMicros), interval.endMicros(startMicros, calendar));
            bars.put(startMicros, bar);
            open.put(startMicros, bar);
            latestStart = Math.max(latestStart, startMicros);
        }
        recent = bar;
        return bar;
    }

    /** A bucket that was past the mark when its first event came is never open. */
    void settle(LiveBar bar) {
        if (!bar.isOpen()) {
            open.remove(bar.key.startMicros());
        }
    }

    /** Closes the open bars whose end lies {@code lateness} or more behind the mark. */
    void closePast(long markMicros, long latenessMicros, Place place) {
        while (!open.isEmpty() && open.firstEntry().getValue().endMicros + latenessMicros <= markMicros) {
            LiveBar bar = open.pollFirstEntry().getValue();
            // A bucket that was only looked up, or never got an eligible trade, has no bar to close.
            if (bar.isChanged() || !bar.state().isEmpty()) {
                bar.close(place);
            }
        }
    }

    void forEachChanged(Consumer<LiveBar> consumer) {
        for (LiveBar bar : bars.values()) {
            if (bar.isChanged()) {
                consumer.accept(bar);
            }
        }
    }

    /** After a batch was written: only open bars stay, the others are read again when an event comes for them. */
    void forgetSettled() {
        for (LiveBar bar : bars.values()) {
            bar.written();
        }
        bars.values().removeIf(bar -> !bar.isOpen());
        recent = null;
    }
}
