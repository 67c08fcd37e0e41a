package io.tidemark.infra.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VisibilityTest {
    private final Visibility visibility = new Visibility();

    @Test
    void recordIsSeenAtTheFirstObservationBeyondIt() {
        visibility.saw(10, 1_000);
        visibility.saw(20, 2_000);

        assertThat(visibility.seenAtMicros(0)).isEqualTo(1_000);
        assertThat(visibility.seenAtMicros(9)).isEqualTo(1_000);
        assertThat(visibility.seenAtMicros(10)).isEqualTo(2_000);
        assertThat(visibility.seenAtMicros(19)).isEqualTo(2_000);
    }

    @Test
    void observationOfNothingNewDoesNotMakeOlderRecordsLater() {
        visibility.saw(10, 1_000);
        visibility.saw(10, 5_000);

        assertThat(visibility.seenAtMicros(9)).isEqualTo(1_000);
        assertThat(visibility.seenTo()).isEqualTo(10);
    }

    @Test
    void recordThatWasNeverSeenIsAnError() {
        visibility.saw(10, 1_000);

        assertThatThrownBy(() -> visibility.seenAtMicros(10)).hasMessageContaining("position 10 was never seen");
    }

    @Test
    void manyObservationsAreKept() {
        for (int number = 1; number <= 5_000; number++) {
            visibility.saw(number, number * 100L);
        }

        assertThat(visibility.seenAtMicros(4_321)).isEqualTo(432_200);
    }
}
