package io.tidemark.market.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TradingCalendarTest {
    private static final TradingCalendar NEW_YORK = Instruments.calendarOf("us");

    /**
     * NYSE, "Holidays and Trading Hours", the lists that the exchange published for each year, and its notices of the unscheduled
     * closings of 2018-12-05 (mourning for George H. W. Bush) and 2025-01-09 (for Jimmy Carter).
     */
    @ParameterizedTest
    @CsvSource({
        "2013, 01-01 01-21 02-18 03-29 05-27 07-04 09-02 11-28 12-25",
        "2014, 01-01 01-20 02-17 04-18 05-26 07-04 09-01 11-27 12-25",
        "2015, 01-01 01-19 02-16 04-03 05-25 07-03 09-07 11-26 12-25",
        "2016, 01-01 01-18 02-15 03-25 05-30 07-04 09-05 11-24 12-26",
        "2017, 01-02 01-16 02-20 04-14 05-29 07-04 09-04 11-23 12-25",
        "2018, 01-01 01-15 02-19 03-30 05-28 07-04 09-03 11-22 12-05 12-25",
        "2019, 01-01 01-21 02-18 04-19 05-27 07-04 09-02 11-28 12-25",
        "2020, 01-01 01-20 02-17 04-10 05-25 07-03 09-07 11-26 12-25",
        "2021, 01-01 01-18 02-15 04-02 05-31 07-05 09-06 11-25 12-24",
        "2022, 01-17 02-21 04-15 05-30 06-20 07-04 09-05 11-24 12-26",
        "2023, 01-02 01-16 02-20 04-07 05-29 06-19 07-04 09-04 11-23 12-25",
        "2024, 01-01 01-15 02-19 03-29 05-27 06-19 07-04 09-02 11-28 12-25",
        "2025, 01-01 01-09 01-20 02-17 04-18 05-26 06-19 07-04 09-01 11-27 12-25",
        "2026, 01-01 01-19 02-16 04-03 05-25 06-19 07-03 09-07 11-26 12-25",
        "2027, 01-01 01-18 02-15 03-26 05-31 06-18 07-05 09-06 11-25 12-24",
    })
    void weekdaysWithoutASessionAreThePublishedHolidays(int year, String published) {
        List<String> closed = LocalDate.of(year, 1, 1)
                .datesUntil(LocalDate.of(year + 1, 1, 1))
                .filter(day -> day.getDayOfWeek().getValue() <= 5 && !NEW_YORK.isSessionDay(day))
                .map(day -> day.toString().substring(5))
                .toList();
        assertThat(String.join(" ", closed)).isEqualTo(published);
    }

    /** The same lists: sessions that end at 13:00. */
    @ParameterizedTest
    @CsvSource({
        "2013, 07-03 11-29 12-24",
        "2014, 07-03 11-28 12-24",
        "2015, 11-27 12-24",
        "2016, 11-25",
        "2017, 07-03 11-24",
        "2018, 07-03 11-23 12-24",
        "2019, 07-03 11-29 12-24",
        "2020, 11-27 12-24",
        "2021, 11-26",
        "2022, 11-25",
        "2023, 07-03 11-24",
        "2024, 07-03 11-29 12-24",
        "2025, 07-03 11-28 12-24",
        "2026, 11-27 12-24",
        "2027, 11-26",
    })
    void sessionsThatEndEarlyAreThePublishedOnes(int year, String published) {
        List<String> early = LocalDate.of(year, 1, 1)
                .datesUntil(LocalDate.of(year + 1, 1, 1))
                .filter(day -> NEW_YORK.closeOf(day).equals(LocalTime.of(13, 0)))
                .peek(day -> assertThat(NEW_YORK.isSessionDay(day)).isTrue())
                .map(day -> day.toString().substring(5))
                .toList();
        assertThat(String.join(" ", early)).isEqualTo(published);
        assertThat(NEW_YORK.closeOf(LocalDate.of(year, 3, 10))).isEqualTo(LocalTime.of(16, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2012-10-29",
                "2012-10-30",
                "2018-12-05",
                "2001-09-11",
                "2025-01-09",
                "2021-12-24",
                "2022-06-20",
                "2024-03-29"
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
