package io.tidemark.market.bar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.market.instrument.Instruments;
import io.tidemark.market.instrument.TradingCalendar;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BarIntervalTest {
    private static final TradingCalendar ALWAYS = TradingCalendar.ALWAYS;
    private static final TradingCalendar NEW_YORK = Instruments.calendarOf("us");

    @ParameterizedTest
    @CsvSource({
        "1s,  2013-10-08T14:37:42.123456Z, 2013-10-08T14:37:42Z, 2013-10-08T14:37:43Z",
        "1m,  2013-10-08T14:37:42.123456Z, 2013-10-08T14:37:00Z, 2013-10-08T14:38:00Z",
        "5m,  2013-10-08T14:37:42.123456Z, 2013-10-08T14:35:00Z, 2013-10-08T14:40:00Z",
        "15m, 2013-10-08T14:37:42.123456Z, 2013-10-08T14:30:00Z, 2013-10-08T14:45:00Z",
        "30m, 2013-10-08T14:37:42.123456Z, 2013-10-08T14:30:00Z, 2013-10-08T15:00:00Z",
        "1h,  2013-10-08T14:37:42.123456Z, 2013-10-08T14:00:00Z, 2013-10-08T15:00:00Z",
        "4h,  2013-10-08T14:37:42.123456Z, 2013-10-08T12:00:00Z, 2013-10-08T16:00:00Z",
        "1d,  2013-10-08T14:37:42.123456Z, 2013-10-08T00:00:00Z, 2013-10-09T00:00:00Z",
        "1w,  2013-10-08T14:37:42.123456Z, 2013-10-07T00:00:00Z, 2013-10-14T00:00:00Z",
        "1mo, 2013-10-08T14:37:42.123456Z, 2013-10-01T00:00:00Z, 2013-11-01T00:00:00Z",
        // edges
        "1s,  2013-10-08T14:37:42Z, 2013-10-08T14:37:42Z, 2013-10-08T14:37:43Z",
        "1w,  2013-10-13T23:59:59.999999Z, 2013-10-07T00:00:00Z, 2013-10-14T00:00:00Z",
        "1w,  2013-10-14T00:00:00Z, 2013-10-14T00:00:00Z, 2013-10-21T00:00:00Z",
        "1mo, 2024-02-29T12:00:00Z, 2024-02-01T00:00:00Z, 2024-03-01T00:00:00Z",
        // the epoch is a Thursday; before it times are negative
        "1w,  1970-01-01T00:00:00Z, 1969-12-29T00:00:00Z, 1970-01-05T00:00:00Z",
        "1s,  1969-12-31T23:59:59.999999Z, 1969-12-31T23:59:59Z, 1970-01-01T00:00:00Z",
        "4h,  1969-12-31T23:59:59.999999Z, 1969-12-31T20:00:00Z, 1970-01-01T00:00:00Z",
        "1d,  1969-12-31T23:59:59.999999Z, 1969-12-31T00:00:00Z, 1970-01-01T00:00:00Z",
        "1mo, 1969-12-31T23:59:59.999999Z, 1969-12-01T00:00:00Z, 1970-01-01T00:00:00Z",
    })
    void aroundTheClockBucketsAreAnchoredAtTheEpochInUtc(String label, Instant time, Instant start, Instant end) {
        assertBucket(label, ALWAYS, time, start, end);
    }

    @ParameterizedTest
    @CsvSource({
        // below a day the session's calendar changes nothing
        "4h,  2013-10-08T14:37:42Z, 2013-10-08T12:00:00Z, 2013-10-08T16:00:00Z",
        "1d,  2013-10-08T14:37:42Z, 2013-10-08T04:00:00Z, 2013-10-09T04:00:00Z",
        "1d,  2013-10-08T03:59:59.999999Z, 2013-10-07T04:00:00Z, 2013-10-08T04:00:00Z",
        "1w,  2013-10-08T14:37:42Z, 2013-10-07T04:00:00Z, 2013-10-14T04:00:00Z",
        "1mo, 2013-10-08T14:37:42Z, 2013-10-01T04:00:00Z, 2013-11-01T04:00:00Z",
        // 23 and 25 hours
        "1d,  2026-03-08T12:00:00Z, 2026-03-08T05:00:00Z, 2026-03-09T04:00:00Z",
        "1d,  2026-11-01T12:00:00Z, 2026-11-01T04:00:00Z, 2026-11-02T05:00:00Z",
        "1w,  2026-03-08T12:00:00Z, 2026-03-02T05:00:00Z, 2026-03-09T04:00:00Z",
        "1w,  2026-11-01T12:00:00Z, 2026-10-26T04:00:00Z, 2026-11-02T05:00:00Z",
        "1mo, 2026-11-01T12:00:00Z, 2026-11-01T04:00:00Z, 2026-12-01T05:00:00Z",
        "1mo, 1970-01-01T00:00:00Z, 1969-12-01T05:00:00Z, 1970-01-01T05:00:00Z",
    })
    void daysWeeksAndMonthsOfASessionAreLocal(String label, Instant time, Instant start, Instant end) {
        assertBucket(label, NEW_YORK, time, start, end);
    }

    @ParameterizedTest
    @EnumSource
    void everyInstantLiesInExactlyOneBucket(BarInterval interval) {
        Random random = new Random(interval.ordinal());
        for (TradingCalendar calendar : new TradingCalendar[] {ALWAYS, NEW_YORK}) {
            for (int i = 0; i < 3_000; i++) {
                long micros = (random.nextLong() >> 12) % 4_000_000_000_000_000L;
                long start = interval.startMicros(micros, calendar);
                long end = interval.endMicros(start, calendar);
                assertThat(micros).isBetween(start, end - 1);
                assertThat(interval.startMicros(start, calendar)).isEqualTo(start);
                assertThat(interval.startMicros(end - 1, calendar)).isEqualTo(start);
                assertThat(interval.startMicros(end, calendar)).isEqualTo(end);
            }
        }
    }

    /** Otherwise a bar could not be merged from stored ones. */
    @ParameterizedTest
    @EnumSource
    void storedBucketsNestInTheOnesMergedFromThem(BarInterval interval) {
        Random random = new Random(interval.ordinal());
        for (TradingCalendar calendar : new TradingCalendar[] {ALWAYS, NEW_YORK}) {
            for (int i = 0; i < 2_000; i++) {
                long micros = (random.nextLong() >> 12) % 4_000_000_000_000_000L;
                BarInterval stored = interval.storedAs();
                long storedStart = stored.startMicros(micros, calendar);
                long start = interval.startMicros(micros, calendar);
                assertThat(interval.startMicros(storedStart, calendar)).isEqualTo(start);
                assertThat(stored.endMicros(storedStart, calendar))
                        .isLessThanOrEqualTo(interval.endMicros(start, calendar));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1s, 1s", "1m, 1m", "5m, 1m", "15m, 1m", "30m, 1m", "1h, 1m", "4h, 1m", "1d, 1d", "1w, 1d", "1mo, 1d"})
    void minutesAndDaysAreStoredAndTheOthersMerged(String label, String stored) {
        assertThat(BarInterval.parse(label).storedAs().label()).isEqualTo(stored);
    }

    @Test
    void thereAreTenIntervals() {
        assertThat(Arrays.stream(BarInterval.values()).map(BarInterval::label))
                .containsExactly("1s", "1m", "5m", "15m", "30m", "1h", "4h", "1d", "1w", "1mo");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1M", "2m", "1min", "1m "})
    void unknownIntervalIsRefusedWithTheOnesThereAre(String label) {
        assertThatThrownBy(() -> BarInterval.parse(label))
                .hasMessage("interval must be one of 1s, 1m, 5m, 15m, 30m, 1h, 4h, 1d, 1w, 1mo, was '" + label + "'");
    }

    private static void assertBucket(String label, TradingCalendar calendar, Instant time, Instant start, Instant end) {
        BarInterval interval = BarInterval.parse(label);
        assertThat(interval.startMicros(micros(time), calendar)).isEqualTo(micros(start));
        assertThat(interval.endMicros(micros(start), calendar)).isEqualTo(micros(end));
    }

    private static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000;
    }
}
