package io.tidemark.infra.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {
    @Test
    void percentileIsTheNearestRankOfWhatWasMeasured() {
        Percentiles hundred = Percentiles.of(LongStream.rangeClosed(1, 100).toArray());

        assertThat(hundred.at(50)).isEqualTo(50);
        assertThat(hundred.at(99)).isEqualTo(99);
        assertThat(hundred.at(99.1)).isEqualTo(100);
        assertThat(hundred.at(100)).isEqualTo(100);
        assertThat(hundred.at(0.001)).isEqualTo(1);
    }

    @Test
    void orderOfTheValuesDoesNotMatter() {
        assertThat(Percentiles.of(new long[] {30, 10, 20}).at(50)).isEqualTo(20);
    }

    @Test
    void oneValueIsEveryPercentile() {
        Percentiles one = Percentiles.of(new long[] {7});

        assertThat(one.at(1)).isEqualTo(7);
        assertThat(one.at(99)).isEqualTo(7);
    }

    @Test
    void nothingHasNoPercentile() {
        assertThatThrownBy(() -> Percentiles.of(new long[0])).hasMessageContaining("at least one value");
        assertThatThrownBy(() -> Percentiles.of(new long[] {1}).at(0)).hasMessageContaining("was 0.0");
        assertThatThrownBy(() -> Percentiles.of(new long[] {1}).at(101)).hasMessageContaining("was 101.0");
    }

    @Test
    void nanosecondsAreReportedAsMilliseconds() {
        assertThat(Percentiles.of(new long[] {1_234_567}).toMillis())
                .containsEntry("count", 1)
                .containsEntry("p50Millis", 1.235)
                .containsEntry("p99Millis", 1.235)
                .containsEntry("maxMillis", 1.235);
    }
}
