package io.tidemark.infra.benchmarks.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FloorsTest {
    @Test
    void partsTogetherTakeTheSumOfTheirTimes() {
        Floors.Result floors = new Floors.Result(1_000_000, 1_000_000, 3_000_000, 500_000);

        // 1 + 1 + 2 µs a row
        assertThat(floors.together()).isEqualTo(250_000, within(1e-6));
        assertThat(floors.ratios(125_000))
                .containsEntry("ofDecode", 0.125)
                .containsEntry("ofDelta", 0.25)
                .containsEntry("ofTogether", 0.5);
    }

    @Test
    void whatWasNotMeasuredIsLeftOut() {
        assertThat(Floors.Result.none().toJson()).isEmpty();
        assertThat(Floors.Result.none().ratios(1)).isEmpty();
    }
}
