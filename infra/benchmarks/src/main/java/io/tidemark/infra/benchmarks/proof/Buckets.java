package io.tidemark.infra.benchmarks.proof;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;

/**
 * The buckets of the ten intervals in UTC, by the words of the contract and without the code that is judged: anchored at the epoch,
 * weeks on Mondays.
 */
final class Buckets {
    static final List<String> INTERVALS = List.of("1s", "1m", "5m", "15m", "30m", "1h", "4h", "1d", "1w", "1mo");
    static final String SECONDS = "1s";

    private static final long SECOND_MICROS = 1_000_000;
    private static final long DAY_MICROS = 86_400 * SECOND_MICROS;
    private static final Map<String, Long> FIXED_SECONDS =
            Map.of("1s", 1L, "1m", 60L, "5m", 300L, "15m", 900L, "30m", 1_800L, "1h", 3_600L, "4h", 14_400L);

    private Buckets() {}

    /** Start of the bucket that holds {@code micros}. */
    static long start(String interval, long micros) {
        Long seconds = FIXED_SECONDS.get(interval);
        if (seconds != null) {
            return micros - Math.floorMod(micros, seconds * SECOND_MICROS);
        }
        LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(micros, DAY_MICROS));
        return midnight(
                switch (interval) {
                    case "1d" -> day;
                    case "1w" -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                    case "1mo" -> day.withDayOfMonth(1);
                    default -> throw new IllegalArgumentException("no such interval: " + interval);
                });
    }

    /** End, exclusive, of the bucket that starts at {@code startMicros}. */
    static long end(String interval, long startMicros) {
        Long seconds = FIXED_SECONDS.get(interval);
        if (seconds != null) {
            return startMicros + seconds * SECOND_MICROS;
        }
        LocalDate first = LocalDate.ofEpochDay(Math.floorDiv(startMicros, DAY_MICROS));
        return midnight(
                switch (interval) {
                    case "1d" -> first.plusDays(1);
                    case "1w" -> first.plusWeeks(1);
                    case "1mo" -> first.plusMonths(1);
                    default -> throw new IllegalArgumentException("no such interval: " + interval);
                });
    }

    private static long midnight(LocalDate day) {
        return day.toEpochDay() * DAY_MICROS;
    }
}
