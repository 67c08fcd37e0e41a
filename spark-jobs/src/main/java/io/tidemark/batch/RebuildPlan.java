package io.tidemark.batch;

import java.io.Serializable;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is rebuilt for some days of events. A day is a UTC date, as the tables' partitions are.
 *
 * @param minuteDays days whose minutes are rebuilt: those that were asked for
 * @param dayDays days in which the daily bars start that are rebuilt; a local day may begin on the UTC date before
 * @param readDays days whose events can be in those bars
 */
record RebuildPlan(Set<LocalDate> minuteDays, Set<LocalDate> dayDays, Set<LocalDate> readDays, long latenessMicros)
        implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    static RebuildPlan of(Collection<LocalDate> days, Duration lateness) {
        Set<LocalDate> minuteDays = new TreeSet<>(days);
        Set<LocalDate> dayDays = new TreeSet<>(days);
        days.forEach(day -> dayDays.add(day.minusDays(1)));
        Set<LocalDate> readDays = new TreeSet<>(dayDays);
        // A local day that starts on a date ends on the next one at the latest.
        dayDays.forEach(day -> readDays.add(day.plusDays(1)));
        return new RebuildPlan(minuteDays, dayDays, readDays, lateness.toNanos() / 1_000);
    }

    boolean wantsMinute(long startMicros) {
        return minuteDays.contains(date(startMicros));
    }

    boolean wantsDay(long startMicros) {
        return dayDays.contains(date(startMicros));
    }

    LocalDate firstReadDay() {
        return readDays.stream().min(LocalDate::compareTo).orElseThrow();
    }

    LocalDate lastReadDay() {
        return readDays.stream().max(LocalDate::compareTo).orElseThrow();
    }

    private static LocalDate date(long micros) {
        return LocalDate.ofEpochDay(Math.floorDiv(micros, MICROS_PER_DAY));
    }
}
