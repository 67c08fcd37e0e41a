package io.tidemark.api.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeTextTest {
    @Test
    void microsecondsAreAlwaysThere() {
        assertThat(TimeText.of(0)).isEqualTo("1970-01-01T00:00:00.000000Z");
        assertThat(TimeText.of(-1)).isEqualTo("1969-12-31T23:59:59.999999Z");
        assertThat(TimeText.of(1_772_372_400_000_001L)).isEqualTo("2026-03-01T13:40:00.000001Z");
    }

    @Test
    void everyTimeComesBack() {
        Random random = new Random(5);
        for (int round = 0; round < 20_000; round++) {
            long micros = Math.floorMod(random.nextLong(), 4_000_000_000_000_000L);
            String text = TimeText.of(micros);
            assertThat(TimeText.parse(text)).isEqualTo(micros);
            assertThat(Instant.parse(text)).isEqualTo(Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01, 2026-03-01T00:00:00.000000Z",
        "2026-03-01T14:30:00Z, 2026-03-01T14:30:00.000000Z",
        "2026-03-01T14:30Z, 2026-03-01T14:30:00.000000Z",
        "2026-03-01T14:30:00.5+01:00, 2026-03-01T13:30:00.500000Z"
    })
    void daysAndOffsetsAreUnderstood(String given, String meant) {
        assertThat(TimeText.of(TimeText.parse(given))).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-13-01", "2026-03-01T14:30:00", "1772372400", "2026-02-30"})
    void whatIsNotATimeIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> TimeText.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2026-03-01T14:30:00Z");
    }

    @Test
    void aPlusThatTheUrlLostIsExplained() {
        assertThatThrownBy(() -> TimeText.parse("2026-03-01T14:30:00 01:00")).hasMessageContaining("%2B");
    }

    @Test
    void nanosecondsAreRefusedAndNotRounded() {
        assertThatThrownBy(() -> TimeText.parse("2026-03-01T14:30:00.0000001Z"))
                .hasMessageContaining("below microseconds");
    }
}
