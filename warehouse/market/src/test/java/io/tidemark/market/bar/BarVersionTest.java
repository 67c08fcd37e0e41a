package io.tidemark.market.bar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarVersionTest {
    /** The contract's order, written out. */
    private static final Comparator<BarVersion> CONTRACT = Comparator.comparingInt(BarVersion::foldVersion)
            .thenComparingInt(BarVersion::topicEpoch)
            .thenComparingLong(BarVersion::knownTo)
            .thenComparing(BarVersion::status)
            .thenComparing(BarVersion::layer);

    private static final Comparator<BarVersion> UNSIGNED_128 = (left, right) -> {
        int byHigh = Long.compareUnsigned(left.versionHigh(), right.versionHigh());
        return byHigh != 0 ? byHigh : Long.compareUnsigned(left.versionLow(), right.versionLow());
    };

    @Test
    void versionAsANumberOrdersAsTheContractSays() {
        List<BarVersion> versions = new ArrayList<>();
        for (int foldVersion : new int[] {0, 1, 2, (1 << 24) - 1}) {
            for (int topicEpoch : new int[] {0, 1, Integer.MAX_VALUE}) {
                for (long knownTo :
                        new long[] {0, 1, 255, 256, 1L << 31, 1L << 55, (1L << 56) - 1, 1L << 56, Long.MAX_VALUE}) {
                    for (BarStatus status : BarStatus.values()) {
                        for (BarLayer layer : BarLayer.values()) {
                            versions.add(new BarVersion(foldVersion, topicEpoch, knownTo, status, layer, 0, 0));
                        }
                    }
                }
            }
        }
        for (BarVersion left : versions) {
            for (BarVersion right : versions) {
                assertThat(Integer.signum(UNSIGNED_128.compare(left, right)))
                        .describedAs("%s against %s", left, right)
                        .isEqualTo(Integer.signum(CONTRACT.compare(left, right)));
            }
        }
    }

    @Test
    void batchStandsAboveSpeedAtEquality() {
        BarVersion speed = new BarVersion(1, 0, 42, BarStatus.CLOSED, BarLayer.SPEED, 0, 0);
        BarVersion batch = new BarVersion(1, 0, 42, BarStatus.CLOSED, BarLayer.BATCH, 0, 0);
        assertThat(UNSIGNED_128.compare(batch, speed)).isPositive();
    }

    /** Stored versions outlive the code: another layout would let old bars win over new ones. */
    @Test
    void layoutOfStoredVersionsStays() {
        BarVersion version = new BarVersion(1, 2, 0x0345_6789_abcd_ef12L, BarStatus.REVISED, BarLayer.BATCH, 9, 9);
        assertThat(version.versionHigh()).isEqualTo(0x0000_0100_0000_0203L);
        assertThat(version.versionLow()).isEqualTo(0x4567_89ab_cdef_1221L);
    }

    @ParameterizedTest
    @CsvSource({"-1, 0, 0, 0", "16777216, 0, 0, 0", "1, -1, 0, 0", "1, 0, -1, 0", "1, 0, 0, -1"})
    void partThatWouldSpillIntoItsNeighbourIsRefused(int foldVersion, int topicEpoch, long knownTo, int revision) {
        assertThatThrownBy(() ->
                        new BarVersion(foldVersion, topicEpoch, knownTo, BarStatus.OPEN, BarLayer.SPEED, revision, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be");
    }
}
