package io.tidemark.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OffsetCensusTest {
    private final OffsetCensus census = new OffsetCensus();

    private static BitSet bits(int from, int to) {
        BitSet bits = new BitSet();
        bits.set(from, to);
        return bits;
    }

    @Test
    void offsetsAreCountedOverPagesAndWithinARange() {
        census.add(0, 0, bits(10, OffsetCensus.PAGE), 0);
        census.add(0, 1, bits(0, 5), 0);
        census.add(1, 0, bits(0, 3), 0);

        assertThat(census.lowest(0)).hasValue(10);
        assertThat(census.present(0, 0, OffsetCensus.PAGE + 5)).isEqualTo(OffsetCensus.PAGE - 5);
        assertThat(census.present(0, 12, 15)).isEqualTo(3);
        assertThat(census.present(0, OffsetCensus.PAGE - 1, OffsetCensus.PAGE + 1))
                .isEqualTo(2);
        assertThat(census.present(1, 0, 100)).isEqualTo(3);
        assertThat(census.present(2, 0, 100)).isZero();
        assertThat(census.lowest(2)).isEmpty();
    }

    @Test
    void offsetThatIsSeenAgainIsADuplicate() {
        census.add(0, 0, bits(0, 10), 2);
        census.add(0, 0, bits(8, 12), 0);

        assertThat(census.present(0, 0, 100)).isEqualTo(12);
        assertThat(census.duplicated(0, 0, 100)).isEqualTo(4);
        assertThat(census.duplicated(0, 0, 0)).isZero();
    }

    @Test
    void pagesOfATaskHoldEachOffsetOnce() {
        OffsetCensus all = new OffsetCensus();
        new LakeAudit.Pages()
                .call(IntStream.of(5, 6, 70_000, 6, 7)
                        .mapToObj(offset -> org.apache.spark.sql.RowFactory.create(3, (long) offset))
                        .iterator())
                .forEachRemaining(page -> all.add(
                        page.getInt(0), page.getLong(1), BitSet.valueOf((byte[]) page.get(2)), page.getLong(3)));

        assertThat(all.present(3, 0, 100_000)).isEqualTo(4);
        assertThat(all.duplicated(3, 0, 65_536)).isEqualTo(1);
        assertThat(all.lowest(3)).hasValue(5);
    }
}
