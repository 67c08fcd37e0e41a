package io.tidemark.infra.benchmarks.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LogRangeTest {
    private final LogRange range = new LogRange(Map.of(0, 100L, 1, 200L), Map.of(0, 400L, 1, 300L));

    @Test
    void recordsAreThoseOfAllPartitions() {
        assertThat(range.records()).isEqualTo(400);
    }

    @Test
    void offsetsBeforeAndBehindTheRangeDoNotCount() {
        assertThat(range.recordsBelow(Map.of(0, 150L, 1, 1_000L))).isEqualTo(150);
        assertThat(range.recordsBelow(Map.of(0, 50L))).isZero();
    }

    @Test
    void firstTakesOfEachPartitionItsShare() {
        assertThat(range.first(40).to()).isEqualTo(Map.of(0, 130L, 1, 210L));
        assertThat(range.first(10_000).records()).isEqualTo(400);
    }

    @Test
    void conditionNamesEveryPartition() {
        assertThat(range.condition())
                .isEqualTo("((`partition` = 0 AND `offset` >= 100 AND `offset` < 400)"
                        + " OR (`partition` = 1 AND `offset` >= 200 AND `offset` < 300))");
    }

    @Test
    void bothEndsHaveTheSamePartitions() {
        assertThatThrownBy(() -> new LogRange(Map.of(0, 1L), Map.of(1, 2L))).hasMessageContaining("same partitions");
    }
}
