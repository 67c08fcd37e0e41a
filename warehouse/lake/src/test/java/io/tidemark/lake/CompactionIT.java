package io.tidemark.lake;

import static io.tidemark.market.table.EventTables.TRADE_EVENTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.settings.LakeSettings;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

class CompactionIT {
    private static final SparkSession SPARK = TestLake.spark();
    private static final int BATCH = 10;

    private final LakeSettings lake = TestLake.create();
    private final LandingSink sink = new LandingSink(SPARK, lake);

    private void land(long from) {
        sink.append(
                TRADE_EVENTS,
                TestRecords.UUID,
                List.of(new OffsetRange(0, from, from + BATCH)),
                LandingRows.trades(TestRecords.trades(0, from, from + BATCH), 0).accepted());
    }

    private long files() {
        return DeltaFiles.of(SPARK, LakeTables.path(lake, TRADE_EVENTS)).count();
    }

    @Test
    void smallFilesOfADayBecomeOneBesideTheStream() throws Exception {
        LakeTables.ensure(SPARK, lake, TRADE_EVENTS);
        for (int batch = 0; batch < 8; batch++) {
            land((long) batch * BATCH);
        }
        assertThat(files()).isEqualTo(8);

        ExecutorService stream = Executors.newSingleThreadExecutor();
        try {
            Future<?> landing = stream.submit(() -> {
                for (int batch = 8; batch < 12; batch++) {
                    land((long) batch * BATCH);
                }
            });
            Compaction.Report report = Compaction.run(SPARK, lake, TRADE_EVENTS, 3);
            assertThat(report.partitions()).contains("2026-11-20");
            landing.get();
        } finally {
            stream.shutdownNow();
        }
        Compaction.run(SPARK, lake, TRADE_EVENTS, 2);

        assertThat(files()).isEqualTo(2);
        assertThat(sink.nextOffsets(TRADE_EVENTS, TestRecords.UUID).of(0)).hasValue(12L * BATCH);
        assertThat(LakeTables.read(SPARK, lake, TRADE_EVENTS)
                        .select("offset")
                        .distinct()
                        .count())
                .isEqualTo(12L * BATCH);
        assertThat(LakeTables.read(SPARK, lake, TRADE_EVENTS).count()).isEqualTo(12L * BATCH);
    }

    @Test
    void fewSmallFilesAreLeftAlone() {
        LakeTables.ensure(SPARK, lake, TRADE_EVENTS);
        land(0);
        land(BATCH);

        assertThat(Compaction.run(SPARK, lake, TRADE_EVENTS)).isEqualTo(new Compaction.Report(List.of(), 0));
        assertThat(files()).isEqualTo(2);
    }
}
