package io.tidemark.api.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as text: ISO-8601 in UTC, always with microseconds. */
public final class TimeText {
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private TimeText() {}

    /** For example {@code 2026-03-01T14:30:00.000001Z}; {@code micros} since the epoch, from year 0 to 9999. */
    public static String of(long micros) {
        return ascii(bytes(micros));
    }

    /** {@link #of} in ASCII. */
    static byte[] bytes(long micros) {
        LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(micros, MICROS_PER_DAY));
        long ofDay = Math.floorMod(micros, MICROS_PER_DAY);
        byte[] text = new byte[27];
        digits(text, 0, 4, date.getYear());
        text[4] = '-';
        digits(text, 5, 2, date.getMonthValue());
        text[7] = '-';
        digits(text, 8, 2, date.getDayOfMonth());
        text[10] = 'T';
        digits(text, 11, 2, ofDay / 3_600_000_000L);
        text[13] = ':';
        digits(text, 14, 2, ofDay / 60_000_000L % 60);
        text[16] = ':';
        digits(text, 17, 2, ofDay / 1_000_000L % 60);
        text[19] = '.';
        digits(text, 20, 6, ofDay % 1_000_000L);
        text[26] = 'Z';
        return text;
    }

    /**
     * Reads a time with an offset ({@code 2026-03-01T14:30:00Z}, {@code …+01:00}) or a day, which means its midnight in UTC.
     *
     * @return µs since the epoch
     * @throws IllegalArgumentException that says what is allowed
     */
    public static long parse(String text) {
        try {
            if (text.length() == 10) {
                return LocalDate.parse(text).toEpochDay() * MICROS_PER_DAY;
            }
            Instant instant = OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME)
                    .toInstant();
            if (instant.getNano() % 1_000 != 0) {
                throw new IllegalArgumentException("has digits below microseconds");
            }
            long year = instant.atOffset(ZoneOffset.UTC).getYear();
            if (year < 1970 || year > 2200) {
                throw new IllegalArgumentException("must lie between 1970 and 2200");
            }
            return instant.getEpochSecond() * 1_000_000L + instant.getNano() / 1_000;
        } catch (DateTimeException notATime) {
            String hint = text.indexOf(' ') >= 0 ? "; in a URL write the + of an offset as %2B" : "";
            throw new IllegalArgumentException(
                    "must be ISO-8601 with an offset, like 2026-03-01T14:30:00Z, or a day, like 2026-03-01" + hint);
        }
    }

    private static void digits(byte[] text, int from, int count, long value) {
        long rest = value;
        for (int at = from + count - 1; at >= from; at--) {
            text[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    @SuppressWarnings("deprecation") // the only constructor that copies ASCII without a decoder
    private static String ascii(byte[] text) {
        return new String(text, 0);
    }
}
