package io.tidemark.feed.load;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** Times as files have them, to µs since the epoch. */
final class Times {
    static final long DAY_MICROS = 86_400_000_000L;
    private static final long MOST_SECONDS = 100_000_000_000L;
    private static final long MOST_MILLIS = MOST_SECONDS * 1_000;
    private static final long MOST_MICROS = MOST_MILLIS * 1_000;

    private Times() {}

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    static LocalDate utcDay(long micros) {
        return LocalDate.ofEpochDay(Math.floorDiv(micros, DAY_MICROS));
    }

    /** The instant at which the day's clock shows {@code millis}, counted from midnight by the clock's own running. */
    static long ofDay(long midnightMicros, String millis) throws BadRowException {
        long sinceMidnight = Decimal.whole(millis, "time");
        // A day with a change of clocks has up to 25 hours.
        if (sinceMidnight < 0 || sinceMidnight > 25 * 3_600_000L) {
            throw new BadRowException("time must be milliseconds since midnight, was " + millis);
        }
        return midnightMicros + sinceMidnight * 1_000;
    }

    /**
     * An ISO-8601 time, or a number since the epoch whose size tells its unit: seconds, ms, µs or ns.
     *
     * @param zone of times that name none
     */
    static long parse(String text, ZoneId zone) throws BadRowException {
        if (text.isEmpty()) {
            throw new BadRowException("time is empty");
        }
        char last = text.charAt(text.length() - 1);
        boolean numeric = last >= '0' && last <= '9' && text.indexOf('-', 1) < 0 && text.indexOf(':') < 0;
        try {
            return numeric ? sinceEpoch(text) : calendar(text.replace(' ', 'T'), zone);
        } catch (DateTimeException | ArithmeticException | NumberFormatException notATime) {
            throw new BadRowException("time must be ISO-8601 or a number since 1970, was '" + text + "'");
        }
    }

    private static long sinceEpoch(String text) {
        if (text.indexOf('.') >= 0) {
            return new BigDecimal(text)
                    .movePointRight(6)
                    .setScale(0, RoundingMode.FLOOR)
                    .longValueExact();
        }
        long number = Long.parseLong(text);
        long size = Math.abs(number);
        if (size < MOST_SECONDS) {
            return number * 1_000_000;
        }
        if (size < MOST_MILLIS) {
            return number * 1_000;
        }
        return size < MOST_MICROS ? number : Math.floorDiv(number, 1_000L);
    }

    private static long calendar(String text, ZoneId zone) {
        int time = text.indexOf('T');
        boolean named = text.endsWith("Z") || text.indexOf('+', time + 1) > 0 || text.indexOf('-', time + 1) > time;
        Instant instant = text.endsWith("Z")
                ? Instant.parse(text)
                : named && time > 0
                        ? OffsetDateTime.parse(text).toInstant()
                        : LocalDateTime.parse(text).atZone(zone).toInstant();
        return micros(instant);
    }
}
