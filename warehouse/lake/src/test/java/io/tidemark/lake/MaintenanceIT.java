package io.tidemark.lake;

import static io.tidemark.market.table.EventTables.TRADE_EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.settings.LakeSettings;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.SparkException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clustering and vacuum: what is rearranged, what is deleted, and above all what is not. */
class MaintenanceIT {
    private static final SparkSession SPARK = TestLake.spark();
    private static final int BATCH = 10;
    /** The records run over midnight of the 20th. */
    private static final LocalDate TOMORROW = LocalDate.of(2026, 11, 22);

    private static final int LANDED = 3;

    private final LakeSettings lake = TestLake.create();
    private final LandingSink sink = new LandingSink(SPARK, lake);

    @BeforeEach
    void landSomeBatches() {
        LakeTables.ensure(SPARK, lake, TRADE_EVENTS);
        land(0, LANDED);
    }

    @Test
    void aClosedDayBecomesOneSortedFile_andASecondRunChangesNothing() {
        List<Row> before = rows().orderBy("partition", "offset").collectAsList();
        assertThat(Clustering.run(SPARK, lake, TRADE_EVENTS, LocalDate.of(2000, 1, 1))
                        .days())
                .as("no day is closed")
                .isEmpty();

        Clustering.Report report = Clustering.run(SPARK, lake, TRADE_EVENTS, TOMORROW);

        assertThat(report.days()).contains(LocalDate.of(2026, 11, 20));
        assertThat(report.filesBefore()).isGreaterThanOrEqualTo(LANDED);
        assertThat(report.filesAfter()).isEqualTo(report.days().size());
        assertThat(rows().orderBy("partition", "offset").collectAsList()).isEqualTo(before);
        List<Row> inFileOrder =
                rows().select("event_date", "instrument", "event_time").collectAsList();
        assertThat(inFileOrder)
                .isEqualTo(rows().select("event_date", "instrument", "event_time")
                        .orderBy("event_date", "instrument", "event_time")
                        .collectAsList());
        assertThat(sink.nextOffsets(TRADE_EVENTS, TestRecords.UUID).of(0)).hasValue(LANDED * BATCH);

        long version = versions().newestVersion();
        assertThat(Clustering.run(SPARK, lake, TRADE_EVENTS, TOMORROW).days()).isEmpty();
        assertThat(versions().newestVersion()).isEqualTo(version);
    }

    @Test
    void theStreamGoesOnBesideIt() throws Exception {
        ExecutorService stream = Executors.newSingleThreadExecutor();
        try {
            Future<?> landing = stream.submit(() -> land(LANDED, 2 * LANDED));
            Clustering.run(SPARK, lake, TRADE_EVENTS, TOMORROW);
            Vacuum.run(SPARK, lake, TRADE_EVENTS, Duration.ofHours(1), List.of());
            landing.get();
        } finally {
            stream.shutdownNow();
        }
        assertThat(rows().select("offset").distinct().count()).isEqualTo(2 * LANDED * BATCH);
        assertThat(rows().count()).isEqualTo(2 * LANDED * BATCH);
    }

    @Test
    void vacuumDeletesWhatNoVersionNeeds_andASecondRunNothing() {
        long old = versions().newestVersion();
        Clustering.run(SPARK, lake, TRADE_EVENTS, TOMORROW);
        assertThat(Vacuum.run(SPARK, lake, TRADE_EVENTS, Duration.ofHours(1), List.of()))
                .isEqualTo(new Vacuum.Report(0, 0));
        assertThat(readOf(old).count()).isEqualTo(LANDED * BATCH);

        Vacuum.Report report = Vacuum.run(SPARK, lake, TRADE_EVENTS, Duration.ZERO, List.of());

        assertThat(report.files()).isGreaterThanOrEqualTo(LANDED);
        assertThat(report.bytes()).isPositive();
        assertThat(rows().count()).isEqualTo(LANDED * BATCH);
        assertThat(versions().missing(old))
                .hasValueSatisfying(what -> assertThat(what).contains("files have been deleted"));
        assertThatThrownBy(() -> readOf(old).collectAsList()).isInstanceOf(SparkException.class);
        assertThat(Vacuum.run(SPARK, lake, TRADE_EVENTS, Duration.ZERO, List.of()))
                .isEqualTo(new Vacuum.Report(0, 0));
    }

    @Test
    void aPinnedVersionStaysReadable() {
        long pinned = versions().newestVersion();
        List<Row> then = readOf(pinned).orderBy("partition", "offset").collectAsList();
        land(LANDED, LANDED + 1);
        long notPinned = versions().newestVersion();
        Clustering.run(SPARK, lake, TRADE_EVENTS, TOMORROW);
        land(LANDED + 1, LANDED + 2);
        long newest = versions().newestVersion();

        Vacuum.Report report = Vacuum.run(SPARK, lake, TRADE_EVENTS, Duration.ZERO, List.of(pinned));

        assertThat(report.files()).isPositive();
        assertThat(readOf(pinned).orderBy("partition", "offset").collectAsList())
                .isEqualTo(then);
        assertThat(versions().missing(pinned)).isEmpty();
        assertThat(versions().missing(newest)).isEmpty();
        assertThat(versions().missing(notPinned)).isPresent();
        assertThat(rows().count()).isEqualTo((LANDED + 2) * BATCH);
        // Once it is pinned no more, it goes.
        assertThat(Vacuum.run(SPARK, lake, TRADE_EVENTS, Duration.ZERO, List.of())
                        .files())
                .isPositive();
        assertThat(versions().missing(pinned)).isPresent();
        assertThat(rows().count()).isEqualTo((LANDED + 2) * BATCH);
    }

    @Test
    void whereAPinnedVersionCannotBeReadNothingIsDeleted() {
        Clustering.run(SPARK, lake, TRADE_EVENTS, TOMORROW);
        assertThatThrownBy(() -> Vacuum.run(SPARK, lake, TRADE_EVENTS, Duration.ZERO, List.of(999L)))
                .isInstanceOf(LakeException.class)
                .hasMessageContaining("Version 999 of ")
                .hasMessageContaining("./tidemark pin remove");
        assertThat(Vacuum.run(SPARK, lake, TRADE_EVENTS, Duration.ZERO, List.of())
                        .files())
                .isGreaterThanOrEqualTo(LANDED);
    }

    @Test
    void theLogKeepsWhatIsPinned() {
        versions().keepLog();
        long version = versions().newestVersion();
        versions().cleanLog(List.of(0L));
        assertThat(versions().missing(0)).isEmpty();
        versions().keepLog();
        assertThat(versions().newestVersion()).isEqualTo(version);
    }

    private void land(int from, int to) {
        for (long batch = from; batch < to; batch++) {
            long begin = batch * BATCH;
            sink.append(
                    TRADE_EVENTS,
                    TestRecords.UUID,
                    List.of(new OffsetRange(0, begin, begin + BATCH)),
                    LandingRows.trades(TestRecords.trades(0, begin, begin + BATCH), 0)
                            .accepted());
        }
    }

    private TableVersions versions() {
        return TableVersions.of(SPARK, lake, TRADE_EVENTS);
    }

    private Dataset<Row> rows() {
        return LakeTables.read(SPARK, lake, TRADE_EVENTS);
    }

    private Dataset<Row> readOf(long version) {
        return SPARK.read().format("delta").option("versionAsOf", version).load(LakeTables.path(lake, TRADE_EVENTS));
    }
}
