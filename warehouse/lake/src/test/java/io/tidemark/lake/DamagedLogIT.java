package io.tidemark.lake;

import static io.tidemark.market.table.EventTables.TRADE_EVENTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.settings.LakeSettings;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A table some of whose commits are gone: version 0 made it, 1 to 4 landed ten records each. */
class DamagedLogIT {
    private static final SparkSession SPARK = TestLake.spark();
    private static final String UUID = "life";

    private final LakeSettings lake = TestLake.create();

    @BeforeEach
    void landFourCommits() {
        LakeTables.ensure(SPARK, lake, TRADE_EVENTS);
        for (int commit = 0; commit < 4; commit++) {
            land(10L * commit);
        }
    }

    private void land(long from) {
        new LandingSink(SPARK, lake)
                .append(
                        TRADE_EVENTS,
                        UUID,
                        List.of(new OffsetRange(0, from, from + 10)),
                        LandingRows.trades(TestRecords.trades(0, from, from + 10), 0)
                                .accepted());
    }

    private Path commit(long version) {
        return new Path(LakeTables.path(lake, TRADE_EVENTS)
                + "/_delta_log/"
                + String.format(Locale.ROOT, "%020d.json", version));
    }

    private FileSystem files() throws IOException {
        return commit(0).getFileSystem(SPARK.sparkContext().hadoopConfiguration());
    }

    /** As a process that starts now sees it. */
    private static void forgetWhatThisProcessSaw() {
        DeltaLog.clearCache();
    }

    private List<Long> offsets() {
        return LakeTables.read(SPARK, lake, TRADE_EVENTS).select("offset").orderBy("offset").collectAsList().stream()
                .map(row -> row.getLong(0))
                .toList();
    }

    @Test
    void missingCommitInTheMiddleIsRefusedUntilItIsRestored() throws IOException {
        List<Long> landed = offsets();
        Path kept = new Path(LakeTables.path(lake, TRADE_EVENTS) + "-backup.json");
        files().rename(commit(2), kept);
        forgetWhatThisProcessSaw();

        assertThatThrownBy(() -> LakeTables.ensure(SPARK, lake, TRADE_EVENTS))
                .isInstanceOf(UnusableTableException.class)
                .hasMessageContaining("The log of table trade_events lacks commits")
                .hasMessageContaining("restore the missing files of " + LakeTables.path(lake, TRADE_EVENTS))
                .hasMessageContaining("nothing is lost");

        files().rename(kept, commit(2));
        forgetWhatThisProcessSaw();
        LakeTables.ensure(SPARK, lake, TRADE_EVENTS);
        assertThat(offsets()).isEqualTo(landed).hasSize(40);
    }

    /** The table then is as it was before that commit, its offsets too: the stream lands those records again, once. */
    @Test
    void missingNewestCommitIsLandedAgain() throws IOException {
        List<Long> landed = offsets();
        files().delete(commit(4), false);
        forgetWhatThisProcessSaw();

        LakeTables.ensure(SPARK, lake, TRADE_EVENTS);
        assertThat(new LandingSink(SPARK, lake).nextOffsets(TRADE_EVENTS, UUID).of(0))
                .hasValue(30);
        land(30);

        assertThat(offsets()).isEqualTo(landed);
    }
}
