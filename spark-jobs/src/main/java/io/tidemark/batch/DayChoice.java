package io.tidemark.batch;

import io.tidemark.clickhouse.PublishedDays.PublishedDay;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which days are to be built. Pure.
 *
 * @param stale closed days whose published bars are behind the lake's events, or that were never published
 * @param expired days of which the lake has fewer events than their bars were made of: the bars stand
 * @param doneTo the first closed day that was never published, or today: where the tidemark goes if nothing is built
 */
record DayChoice(NavigableSet<LocalDate> stale, NavigableSet<LocalDate> expired, LocalDate doneTo) {
    /** A bar that stays open for longer belongs to an instrument that is quiet; its day is not built again for that. */
    private static final int DAYS_UNTIL_QUIET = 7;

    /**
     * @param events trade events of each day in the lake
     * @param moved days that a correction or cancellation on another day may have changed since
     * @param hasNews whether anything has landed since days were last chosen
     * @param today the day that is not over yet, UTC
     */
    static DayChoice of(
            Map<LocalDate, Long> events,
            Map<LocalDate, PublishedDay> published,
            Set<LocalDate> moved,
            boolean hasNews,
            LocalDate today) {
        NavigableSet<LocalDate> stale = new TreeSet<>();
        NavigableSet<LocalDate> expired = new TreeSet<>();
        LocalDate doneTo = today;
        for (Map.Entry<LocalDate, Long> day : events.entrySet()) {
            LocalDate date = day.getKey();
            if (!date.isBefore(today)) {
                continue;
            }
            PublishedDay before = published.get(date);
            if (before == null) {
                stale.add(date);
                doneTo = date.isBefore(doneTo) ? date : doneTo;
            } else if (day.getValue() < before.events()) {
                expired.add(date);
            } else if (day.getValue() > before.events() || moved.contains(date)) {
                stale.add(date);
            } else if (hasNews && before.openBars() > 0 && !date.isBefore(today.minusDays(DAYS_UNTIL_QUIET))) {
                stale.add(date);
            }
        }
        published.forEach((date, before) -> {
            if (before.events() > 0 && !events.containsKey(date)) {
                expired.add(date);
            }
        });
        return new DayChoice(stale, expired, doneTo);
    }
}
