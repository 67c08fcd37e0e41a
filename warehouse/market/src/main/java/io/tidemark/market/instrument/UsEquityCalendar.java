package io.tidemark.market.instrument;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The session of the US consolidated tape, with the exchange's full-day holidays of 2000 to 2050 by rule and its unscheduled
 * full-day closings by list. Early closings are kept from 2013 on, by the rule that has held since; they shorten a session, not a
 * day.
 */
final class UsEquityCalendar {
    private static final LocalTime EARLY_CLOSE = LocalTime.of(13, 0);

    /** September 2001, days of mourning (Reagan, Ford, Bush, Carter) and hurricane Sandy. Before CALENDAR: it reads them. */
    private static final Set<LocalDate> UNSCHEDULED = Set.of(
            LocalDate.of(2001, 9, 11),
            LocalDate.of(2001, 9, 12),
            LocalDate.of(2001, 9, 13),
            LocalDate.of(2001, 9, 14),
            LocalDate.of(2004, 6, 11),
            LocalDate.of(2007, 1, 2),
            LocalDate.of(2012, 10, 29),
            LocalDate.of(2012, 10, 30),
            LocalDate.of(2018, 12, 5),
            LocalDate.of(2025, 1, 9));

    static final TradingCalendar CALENDAR = new TradingCalendar(
            "us-equity",
            ZoneId.of("America/New_York"),
            LocalTime.of(9, 30),
            LocalTime.of(16, 0),
            EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
            holidays(),
            earlyCloses());

    private UsEquityCalendar() {}

    private static Set<LocalDate> holidays() {
        Set<LocalDate> days = new HashSet<>(UNSCHEDULED);
        for (int year = 2000; year <= 2050; year++) {
            LocalDate newYear = LocalDate.of(year, 1, 1);
            // A New Year's Day on a Saturday is not made up for (NYSE Rule 7.2); a Sunday moves to Monday.
            if (newYear.getDayOfWeek() != DayOfWeek.SATURDAY) {
                days.add(observed(newYear));
            }
            days.add(nth(year, Month.JANUARY, 3));
            days.add(nth(year, Month.FEBRUARY, 3));
            days.add(easter(year).minusDays(2));
            days.add(LocalDate.of(year, 5, 31).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
            if (year >= 2022) {
                days.add(observed(LocalDate.of(year, 6, 19)));
            }
            days.add(observed(LocalDate.of(year, 7, 4)));
            days.add(nth(year, Month.SEPTEMBER, 1));
            days.add(thanksgiving(year));
            days.add(observed(LocalDate.of(year, 12, 25)));
        }
        return days;
    }

    /** 13:00 on the day after Thanksgiving, and on 3 July and 24 December where they are Mondays to Thursdays. */
    private static Map<LocalDate, LocalTime> earlyCloses() {
        Map<LocalDate, LocalTime> days = new HashMap<>();
        for (int year = 2013; year <= 2050; year++) {
            days.put(thanksgiving(year).plusDays(1), EARLY_CLOSE);
            for (LocalDate eve : List.of(LocalDate.of(year, 7, 3), LocalDate.of(year, 12, 24))) {
                // On a Friday it is itself the holiday, observed.
                if (eve.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) < 0) {
                    days.put(eve, EARLY_CLOSE);
                }
            }
        }
        return days;
    }

    private static LocalDate thanksgiving(int year) {
        return LocalDate.of(year, 11, 1).with(TemporalAdjusters.dayOfWeekInMonth(4, DayOfWeek.THURSDAY));
    }

    private static LocalDate nth(int year, Month month, int monday) {
        return LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(monday, DayOfWeek.MONDAY));
    }

    private static LocalDate observed(LocalDate day) {
        return switch (day.getDayOfWeek()) {
            case SATURDAY -> day.minusDays(1);
            case SUNDAY -> day.plusDays(1);
            default -> day;
        };
    }

    /** Gregorian Easter by the anonymous algorithm (Meeus, Astronomical Algorithms, ch. 8). */
    static LocalDate easter(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        int m = (a + 11 * h + 22 * l) / 451;
        int monthAndDay = h + l - 7 * m + 114;
        return LocalDate.of(year, monthAndDay / 31, monthAndDay % 31 + 1);
    }
}
