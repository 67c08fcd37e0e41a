package io.tidemark.lake;

import static io.tidemark.market.table.EventTables.TRADE_EVENTS;

import io.tidemark.settings.LakeSettings;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * One of two processes that land in one table: a partition of its own, given as argument, and partition 0, which both land as if
 * two streaming jobs ran.
 */
final class LandingDriver {
    static final long RECORDS = 24;
    private static final long BATCH = 6;

    private LandingDriver() {}

    public static void main(String[] arguments) {
        LakeSettings lake = LakeSettings.from(System.getenv());
        SparkSession spark = LakeSessions.configure(SparkSession.builder().master("local[1]"), lake)
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .getOrCreate();
        LandingSink sink = new LandingSink(spark, lake);
        int own = Integer.parseInt(arguments[0]);
        boolean isDone = false;
        while (!isDone) {
            isDone = land(spark, sink, own) & land(spark, sink, 0);
        }
        System.out.println("done");
        System.exit(0);
    }

    /** Lands a batch; returns whether the partition is at its end. */
    private static boolean land(SparkSession spark, LandingSink sink, int partition) {
        long from =
                sink.nextOffsets(TRADE_EVENTS, TestRecords.UUID).of(partition).orElse(0);
        if (from == RECORDS) {
            return true;
        }
        try {
            sink.append(
                    TRADE_EVENTS,
                    TestRecords.UUID,
                    List.of(new OffsetRange(partition, from, from + BATCH)),
                    LandingRows.trades(TestRecords.trades(spark, partition, from, from + BATCH), 0)
                            .accepted());
        } catch (LakeException otherWriterWasFirst) {
            System.err.println(otherWriterWasFirst.getMessage());
        }
        return false;
    }
}
