package io.tidemark.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.batch.InstrumentShares.Load;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class InstrumentSharesTest {
    private static List<Integer> tasks(InstrumentShares shares) {
        return shares.ranks().stream().map((Row row) -> row.getInt(2)).toList();
    }

    @Test
    void smallWorkIsOneTask() {
        InstrumentShares shares = InstrumentShares.of(List.of(new Load("us:A", 5), new Load("us:B", 190_000)), 2);

        assertThat(shares.tasks()).isEqualTo(1);
        assertThat(tasks(shares)).containsExactly(0, 0);
    }

    @Test
    void neighboursGoTogetherAndTasksHaveLikeLoads() {
        List<Load> loads = IntStream.range(0, 100)
                .mapToObj(number -> new Load("us:S" + number, 240_000))
                .toList();

        InstrumentShares shares = InstrumentShares.of(loads, 2);

        assertThat(shares.tasks()).isEqualTo(16);
        assertThat(shares.files(2)).isEqualTo(4);
        assertThat(tasks(shares)).isSorted();
        for (int task = 0; task < 16; task++) {
            int wanted = task;
            assertThat(tasks(shares).stream().filter(its -> its == wanted)).hasSizeBetween(6, 7);
        }
    }

    @Test
    void everyCoreHasATaskWhenOneInstrumentOutweighsTheOthers() {
        InstrumentShares shares = InstrumentShares.of(
                List.of(
                        new Load("us:A", 10),
                        new Load("us:B", 900_000),
                        new Load("us:C", 900_000),
                        new Load("us:D", 1)),
                2);

        assertThat(tasks(shares)).containsExactly(0, 0, 1, 1);
    }

    @Test
    void nothingIsOneTaskWithoutInstruments() {
        assertThat(InstrumentShares.of(List.of(), 2)).isEqualTo(new InstrumentShares(List.of(), 1));
    }
}
