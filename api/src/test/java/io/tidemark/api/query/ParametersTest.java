package io.tidemark.api.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.api.problem.ProblemException;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.instrument.InstrumentKind;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ParametersTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);
    private static final long MINUTE = 60_000_000L;

    private final Parameters parameters = new Parameters();

    @Test
    void everyComplaintIsMadeAtOnceWithItsValueAndTheBound() {
        parameters.limit(Optional.of("10001"), 10, 10_000);
        parameters.interval(Optional.of("2m"));
        parameters.time("from", Optional.of("noon"));
        parameters.oneOf("kind", InstrumentKind.class, Optional.of("bond"));

        assertThatThrownBy(parameters::check)
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("limit must be a whole number from 1 to 10000, was '10001'")
                .hasMessageContaining("interval must be one of 1s, 1m, 5m, 15m, 30m, 1h, 4h, 1d, 1w, 1mo, was '2m'")
                .hasMessageContaining("was 'noon'")
                .hasMessageContaining("kind must be one of spot, perpetual, equity, fx, index, was 'bond'");
    }

    @Test
    void whatIsLeftOutHasADefault() {
        assertThat(parameters.limit(Optional.empty(), 10, 100)).isEqualTo(10);
        assertThat(parameters.interval(Optional.empty())).isEqualTo(BarInterval.MIN_1);
        assertThat(parameters.time("from", Optional.empty())).isEmpty();
        parameters.check();
    }

    @Test
    void limitsAreWholeAndPositive() {
        for (String limit : new String[] {"0", "-1", "1.5", "many", "99999999999"}) {
            Parameters fresh = new Parameters();
            fresh.limit(Optional.of(limit), 10, 100);
            assertThatThrownBy(fresh::check).hasMessageContaining("'" + limit + "'");
        }
    }

    @Test
    void aRangeThatEndsBeforeItBeginsIsRefused() {
        assertThatThrownBy(() -> range(OptionalLong.of(5), OptionalLong.of(5)))
                .hasMessageContaining("from must be before");
    }

    @Test
    void aRangeWithoutFromIsALengthBeforeTo() {
        assertThat(range(OptionalLong.empty(), OptionalLong.of(10 * MINUTE)))
                .isEqualTo(new TimeRange(5 * MINUTE, 10 * MINUTE));
    }

    @Test
    void aRangeWithoutBothEndsWithTheNewest() {
        assertThat(range(OptionalLong.empty(), OptionalLong.empty())).isEqualTo(new TimeRange(2 * MINUTE, 7 * MINUTE));
    }

    @Test
    void aRangeWithoutToReachesPastNowByWhatAnEventMayBeAhead() {
        long noon = NOON.millis() * 1_000L;
        assertThat(range(OptionalLong.of(0), OptionalLong.empty())).isEqualTo(new TimeRange(0, noon + MINUTE));
    }

    private TimeRange range(OptionalLong from, OptionalLong to) {
        return TimeRange.of(from, to, 5 * MINUTE, () -> OptionalLong.of(7 * MINUTE), NOON, parameters);
    }
}
