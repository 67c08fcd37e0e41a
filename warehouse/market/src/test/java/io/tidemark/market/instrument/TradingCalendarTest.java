package io.tidemark.market.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TradingCalendarTest {
    private static final TradingCalendar NEW_YORK = Instruments.calendarOf("us");

    /** NYSE, "Holidays and Trading Hours", the published lists of 2013 and of 2026. */
    @ParameterizedTest
    @CsvSource({
        "2013, 01-01 01-21 02-18 03-29 05-27 07-04 09-02 11-28 12-25",
        "2026, 01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25",
    })
    void weekdaysWithoutASessionAreThePublishedHolidays(int year, String published) {
        List<String> closed = LocalDate.of(year, 1, 1)
                .datesUntil(LocalDate.of(year + 1, 1, 1))
                .filter(day -> day.getDayOfWeek().getValue() <= 5 && !NEW_YORK.isSessionDay(day))
                .map(day -> day.toString().substring(5))
                .toList();
        assertThat(String.join(" ", closed)).isEqualTo(published);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2012-10-29", "2018-12-05", "2001-09-11", "2025-01-09", "2021-12-24", "2022-06-20", "2024-03-29"
            })
    void unscheduledAndMovedClosingsHaveNoSession(LocalDate day) {
        assertThat(NEW_YORK.isSessionDay(day)).isFalse();
    }

    /** New Year's Day 2022 was a Saturday and is not made up for; Juneteenth was no holiday before 2022. */
    @ParameterizedTest
    @ValueSource(strings = {"2021-12-31", "2010-12-31", "2021-06-18", "2013-10-14", "2013-11-11"})
    void daysThatLookLikeHolidaysHaveASession(LocalDate day) {
        assertThat(NEW_YORK.isSessionDay(day)).isTrue();
    }

    /** US Naval Observatory, "The Date of Easter". */
    @ParameterizedTest
    @CsvSource({
        "2000, 2000-04-23",
        "2008, 2008-03-23",
        "2011, 2011-04-24",
        "2013, 2013-03-31",
        "2026, 2026-04-05",
        "2038, 2038-04-25"
    })
    void easterIsTheAlmanacs(int year, LocalDate easter) {
        assertThat(UsEquityCalendar.easter(year)).isEqualTo(easter);
    }

    @Test
    void aroundTheClockEveryDayHasASession() {
        assertThat(TradingCalendar.ALWAYS.isSessionDay(LocalDate.of(2026, 12, 25)))
                .isTrue();
        assertThat(TradingCalendar.ALWAYS.isSessionDay(LocalDate.of(2026, 11, 22)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"2026-03-08, 23", "2026-11-01, 25", "2013-03-10, 23", "2013-11-03, 25", "2013-10-08, 24"})
    void newYorkDayHasTheHoursOfItsClockChange(LocalDate day, long hours) {
        long start = NEW_YORK.startMicros(day);
        long end = NEW_YORK.startMicros(day.plusDays(1));
        assertThat(end - start).isEqualTo(Duration.ofHours(hours).toNanos() / 1_000);
        assertThat(NEW_YORK.dayOf(start)).isEqualTo(day);
        assertThat(NEW_YORK.dayOf(end - 1)).isEqualTo(day);
        assertThat(NEW_YORK.dayOf(start - 1)).isEqualTo(day.minusDays(1));
    }

    @ParameterizedTest
    @CsvSource({
        "2013-10-08T03:59:59.999999Z, 2013-10-07, 2013-10-08",
        "2013-10-08T04:00:00Z, 2013-10-08, 2013-10-08",
        "1969-12-31T23:59:59.999999Z, 1969-12-31, 1969-12-31",
        "1970-01-01T00:00:00Z, 1969-12-31, 1970-01-01",
    })
    void dayIsTheLocalOne(Instant instant, LocalDate newYork, LocalDate utc) {
        long micros = instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
        assertThat(NEW_YORK.dayOf(micros)).isEqualTo(newYork);
        assertThat(TradingCalendar.ALWAYS.dayOf(micros)).isEqualTo(utc);
    }
}
