package io.tidemark.batch;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which days are built together: as many as the heap holds the bars of, which are at most as many as there are events. */
final class DayGroups {
    /** Some 300 bytes a bar while it is sorted and compared, in the default heap of a gigabyte. */
    static final long EVENTS_AT_ONCE = 3_000_000;
    /** An instrument's buckets of all days are in memory at once. */
    private static final int DAYS_AT_ONCE = 31;

    private DayGroups() {}

    /**
     * @param days in order
     * @param events of each day
     * @return the same days in the same order; one that has more events than are held at once is alone
     */
    static List<List<LocalDate>> of(List<LocalDate> days, Map<LocalDate, Long> events) {
        List<List<LocalDate>> groups = new ArrayList<>();
        List<LocalDate> group = new ArrayList<>();
        long held = 0;
        for (LocalDate day : days) {
            long its = events.getOrDefault(day, 0L);
            if (!group.isEmpty() && (held + its > EVENTS_AT_ONCE || group.size() == DAYS_AT_ONCE)) {
                groups.add(List.copyOf(group));
                group.clear();
                held = 0;
            }
            group.add(day);
            held += its;
        }
        if (!group.isEmpty()) {
            groups.add(List.copyOf(group));
        }
        return groups;
    }
}
