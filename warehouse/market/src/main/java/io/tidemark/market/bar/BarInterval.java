package io.tidemark.market.bar;

import io.tidemark.market.instrument.TradingCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The intervals of bars. Buckets are {@code [start, end)}, anchored at the epoch in UTC; a day and longer follow the local
 * calendar day of the instrument's calendar, weeks begin on Monday.
 */
public enum BarInterval {
    SEC_1("1s", 1),
    MIN_1("1m", 60),
    MIN_5("5m", 300),
    MIN_15("15m", 900),
    MIN_30("30m", 1_800),
    HOUR_1("1h", 3_600),
    HOUR_4("4h", 14_400),
    DAY_1("1d", 0),
    WEEK_1("1w", 0),
    MONTH_1("1mo", 0);

    private final String label;
    private final long fixedMicros;

    BarInterval(String label, long seconds) {
        this.label = label;
        this.fixedMicros = seconds * 1_000_000L;
    }

    public String label() {
        return label;
    }

    /** Whether buckets have a fixed length in UTC; the others follow the calendar. */
    public boolean isFixed() {
        return fixedMicros > 0;
    }

    /** The interval that is stored and merged into this one when it is read; 1s comes from the trades themselves. */
    public BarInterval storedAs() {
        return switch (this) {
            case SEC_1 -> SEC_1;
            case DAY_1, WEEK_1, MONTH_1 -> DAY_1;
            default -> MIN_1;
        };
    }

    /** Start of the bucket that holds {@code micros}, µs since the epoch. */
    public long startMicros(long micros, TradingCalendar calendar) {
        if (isFixed()) {
            return Math.floorDiv(micros, fixedMicros) * fixedMicros;
        }
        return calendar.startMicros(firstDay(calendar.dayOf(micros)));
    }

    /** End, exclusive, of the bucket that starts at {@code startMicros}. */
    public long endMicros(long startMicros, TradingCalendar calendar) {
        if (isFixed()) {
            return startMicros + fixedMicros;
        }
        LocalDate first = calendar.dayOf(startMicros);
        return calendar.startMicros(
                switch (this) {
                    case WEEK_1 -> first.plusWeeks(1);
                    case MONTH_1 -> first.plusMonths(1);
                    default -> first.plusDays(1);
                });
    }

    private LocalDate firstDay(LocalDate day) {
        return switch (this) {
            case WEEK_1 -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH_1 -> day.withDayOfMonth(1);
            default -> day;
        };
    }

    /** @throws IllegalArgumentException naming the intervals there are */
    public static BarInterval parse(String label) {
        return Arrays.stream(values())
                .filter(interval -> interval.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("interval must be one of "
                        + Arrays.stream(values()).map(BarInterval::label).collect(Collectors.joining(", ")) + ", was '"
                        + label + "'"));
    }
}
