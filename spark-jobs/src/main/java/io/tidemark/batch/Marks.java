package io.tidemark.batch;

import java.io.Serializable;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * When the log had come how far: for each minute the first event, in log order, whose mark (the smaller of event time and append
 * time) is past it by the lateness. A bar is closed by the first event whose mark is that far past the bar's end.
 */
final class Marks implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final long MICROS_PER_MINUTE = 60_000_000L;
    /** The minute of events that are past every bar in question. */
    static final long LATER_THAN_ALL = Long.MAX_VALUE;

    private final TreeMap<Long, Event> firstByMinute = new TreeMap<>();
    /** What was added last: no mark of that minute is later in the log. */
    private long lastMinute = Long.MIN_VALUE;

    private long lastPlace;

    /** An event that moved the mark. */
    record Event(long place, long knownAtMicros) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    /** The last minute that a mark is past by the lateness. */
    static long minute(long eventTimeMicros, long knownAtMicros, long latenessMicros) {
        return Math.floorDiv(Math.min(eventTimeMicros, knownAtMicros) - latenessMicros, MICROS_PER_MINUTE);
    }

    /** Most events follow one of the same minute and change nothing. */
    void add(long minute, long place, long knownAtMicros) {
        if (minute != lastMinute || place < lastPlace) {
            add(minute, new Event(place, knownAtMicros));
            lastMinute = minute;
            lastPlace = place;
        }
    }

    void add(long minute, Event event) {
        firstByMinute.merge(minute, event, Marks::earlier);
    }

    void addAll(Marks others) {
        others.firstByMinute.forEach(this::add);
    }

    private static Event earlier(Event left, Event right) {
        return left.place() <= right.place() ? left : right;
    }

    /** Brings every minute to the first event that is past it or past a later one. Call once, before {@link #closing}. */
    Marks settled() {
        Marks settled = new Marks();
        Event first = new Event(Long.MAX_VALUE, 0);
        for (Map.Entry<Long, Event> minute : firstByMinute.descendingMap().entrySet()) {
            first = earlier(minute.getValue(), first);
            settled.firstByMinute.put(minute.getKey(), first);
        }
        return settled;
    }

    /** The event that closed the bar with this end, if the log has come so far. */
    Optional<Event> closing(long endMicros) {
        // The ends of buckets are whole minutes; rounding up is for a zone that once had seconds.
        long endMinute = -Math.floorDiv(-endMicros, MICROS_PER_MINUTE);
        Map.Entry<Long, Event> past = firstByMinute.ceilingEntry(endMinute);
        return past == null ? Optional.empty() : Optional.of(past.getValue());
    }
}
