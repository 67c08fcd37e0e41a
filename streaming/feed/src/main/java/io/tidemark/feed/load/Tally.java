package io.tidemark.feed.load;

import io.tidemark.wire.Reason;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counts what became of a file's rows; one thread owns it. */
final class Tally {
    private final Map<Reason, Long> quarantined = new EnumMap<>(Reason.class);
    private final SortedSet<String> days = new TreeSet<>();
    private long lastRow;
    private long rows;
    private long clockMicros;
    private long lastDay = Long.MIN_VALUE;

    /**
     * @param lastRow the number of the last row
     * @param rows that were read, all of which are published: as an event, or for quarantine
     * @param days UTC days of the events
     * @param clockMicros the latest event time, 0 before the first event
     */
    record Totals(long lastRow, long rows, Map<String, Long> quarantined, SortedSet<String> days, long clockMicros) {
        static final Totals NONE = new Totals(0, 0, new TreeMap<>(), new TreeSet<>(), 0);
    }

    Tally(Totals sofar) {
        lastRow = sofar.lastRow();
        rows = sofar.rows();
        clockMicros = sofar.clockMicros();
        days.addAll(sofar.days());
        for (Reason reason : Reason.values()) {
            if (sofar.quarantined().containsKey(reason.code())) {
                quarantined.put(reason, sofar.quarantined().getOrDefault(reason.code(), 0L));
            }
        }
    }

    void count(long rowNumber, Judged judged) {
        lastRow = rowNumber;
        rows++;
        if (judged.rejected().isPresent()) {
            quarantined.merge(judged.rejected().get(), 1L, Long::sum);
            return;
        }
        clockMicros = Math.max(clockMicros, judged.eventTimeMicros());
        long day = Math.floorDiv(judged.eventTimeMicros(), Times.DAY_MICROS);
        if (day != lastDay) {
            lastDay = day;
            days.add(LocalDate.ofEpochDay(day).toString());
        }
    }

    long rows() {
        return rows;
    }

    long lastRow() {
        return lastRow;
    }

    Totals totals() {
        Map<String, Long> byCode = new TreeMap<>();
        quarantined.forEach((reason, count) -> byCode.put(reason.code(), count));
        return new Totals(lastRow, rows, byCode, new TreeSet<>(days), clockMicros);
    }
}
