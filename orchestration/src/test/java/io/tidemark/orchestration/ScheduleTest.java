package io.tidemark.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    @ParameterizedTest
    @CsvSource({
        "1h,    2026-03-01T14:30:12Z, 2026-03-01T14:00:00Z, 2026-03-01T15:00:00Z",
        "PT15M, 2026-03-01T14:30:00Z, 2026-03-01T14:30:00Z, 2026-03-01T14:45:00Z",
        "04:30, 2026-03-01T04:29:59Z, 2026-02-28T04:30:00Z, 2026-03-01T04:30:00Z",
        "04:30, 2026-03-01T04:30:00Z, 2026-03-01T04:30:00Z, 2026-03-02T04:30:00Z",
        "1d,    1969-12-31T23:00:00Z, 1969-12-31T00:00:00Z, 1970-01-01T00:00:00Z",
    })
    void aTimeLiesBetweenTheLastDueAndTheNext(String text, Instant now, Instant last, Instant next) {
        Schedule schedule = Schedule.parse(text);
        assertThat(schedule.lastUpTo(now)).contains(last);
        assertThat(schedule.firstAfter(now)).contains(next);
        assertThat(Schedule.parse(schedule.toString())).isEqualTo(schedule);
    }

    @Test
    void byHandIsNeverDue() {
        assertThat(Schedule.parse("hand").firstAfter(Instant.EPOCH)).isEmpty();
        assertThat(Schedule.parse("hand").lastUpTo(Instant.EPOCH)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "daily", "25:00", "0s", "500ms", "-1h", "4:30", "hourly"})
    void whatIsNoScheduleIsRefusedWithWhatIs(String text) {
        assertThatThrownBy(() -> Schedule.KIND.parse(text))
                .hasMessage(
                        "must be a time of day in UTC such as 04:30, an interval such as 1h, or hand for by hand only");
    }
}
