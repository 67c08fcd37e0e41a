package io.tidemark.market.instrument;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * When an instrument trades, and with that what a day is: bars of a day and longer follow the calendar's local day.
 *
 * @param name the name that the {@code instruments} table carries
 * @param zone the time zone of the local calendar day
 * @param open local time at which the session opens; @param close local time at which it ends (midnight: all day)
 * @param closedWeekdays days of the week without a session; @param holidays single days without one
 * @param earlyCloses local time at which the session of single days ends instead
 */
public record TradingCalendar(
        String name,
        ZoneId zone,
        LocalTime open,
        LocalTime close,
        Set<DayOfWeek> closedWeekdays,
        Set<LocalDate> holidays,
        Map<LocalDate, LocalTime> earlyCloses) {
    public static final TradingCalendar ALWAYS = new TradingCalendar(
            "24x7",
            ZoneOffset.UTC,
            LocalTime.MIDNIGHT,
            LocalTime.MIDNIGHT,
            EnumSet.noneOf(DayOfWeek.class),
            Set.of(),
            Map.of());

    public TradingCalendar {
        closedWeekdays = Set.copyOf(closedWeekdays);
        holidays = Set.copyOf(holidays);
        earlyCloses = Map.copyOf(earlyCloses);
    }

    public boolean isSessionDay(LocalDate day) {
        return !closedWeekdays.contains(day.getDayOfWeek()) && !holidays.contains(day);
    }

    /** The local time at which a session day's session ends. */
    public LocalTime closeOf(LocalDate sessionDay) {
        return earlyCloses.getOrDefault(sessionDay, close);
    }

    /** The local calendar day that holds an instant, given in µs since the epoch. */
    public LocalDate dayOf(long micros) {
        if (zone == ZoneOffset.UTC) {
            return LocalDate.ofEpochDay(Math.floorDiv(micros, 86_400_000_000L));
        }
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L))
                .atZone(zone)
                .toLocalDate();
    }

    /** Local midnight at which a day begins, in µs since the epoch. */
    public long startMicros(LocalDate day) {
        if (zone == ZoneOffset.UTC) {
            return day.toEpochDay() * 86_400_000_000L;
        }
        return day.atStartOfDay(zone).toEpochSecond() * 1_000_000L;
    }
}
