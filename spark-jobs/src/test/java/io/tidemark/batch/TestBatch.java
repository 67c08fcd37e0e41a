package io.tidemark.batch;

import io.tidemark.infra.embedded.S3Server;
import io.tidemark.infra.embedded.TestServers;
import io.tidemark.lake.LakeTables;
import io.tidemark.lake.LandingRows;
import io.tidemark.lake.LandingSink;
import io.tidemark.lake.OffsetRange;
import io.tidemark.lake.PreparedAppend;
import io.tidemark.market.event.TradeState;
import io.tidemark.market.table.EventTables;
import io.tidemark.objects.Buckets;
import io.tidemark.settings.LakeSettings;
import io.tidemark.wire.TradeCodec;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The one Spark session of this JVM, lakes on the embedded endpoint, and logs that landed in them. */
final class TestBatch {
    static final StructType RECORD = new StructType()
            .add("key", DataTypes.BinaryType)
            .add("value", DataTypes.BinaryType)
            .add("topic", DataTypes.StringType)
            .add("partition", DataTypes.IntegerType)
            .add("offset", DataTypes.LongType)
            .add("timestamp", DataTypes.TimestampType);

    private static final S3Server S3 = TestServers.s3();
    private static final SparkSession SPARK = startSession();

    private TestBatch() {}

    static SparkSession spark() {
        return SPARK;
    }

    static LakeSettings newLake() {
        return lake(UUID.randomUUID().toString());
    }

    private static LakeSettings lake(String folder) {
        return new LakeSettings("s3://batch-it/" + folder, S3.endpoint(), S3.accessKey(), S3.secretKey(), S3.region());
    }

    private static SparkSession startSession() {
        Buckets.ensure(lake("any"));
        return BatchSession.start("test", lake("any"));
    }

    static Row record(String key, byte[] value, int partition, long offset, long appendedMicros) {
        Instant appended = Instant.ofEpochSecond(
                Math.floorDiv(appendedMicros, 1_000_000L), Math.floorMod(appendedMicros, 1_000_000L) * 1_000);
        return RowFactory.create(
                key.getBytes(StandardCharsets.UTF_8), value, "trades", partition, offset, Timestamp.from(appended));
    }

    /** Lands a whole log of partition 0 in the lake. */
    static void land(LakeSettings lake, List<TradeState> log) {
        land(lake, log, 0);
    }

    /** Lands a log of partition 0 in the lake from an offset on. */
    static void land(LakeSettings lake, List<TradeState> log, int from) {
        List<Row> records = log.subList(from, log.size()).stream()
                .map(landed -> record(
                        landed.event().instrument().toString(),
                        TradeCodec.encode(landed.event()),
                        landed.position().partition(),
                        landed.position().offset(),
                        landed.position().knownAtMicros()))
                .toList();
        land(lake, SPARK.createDataFrame(records, RECORD), "life", 0, List.of(new OffsetRange(0, from, log.size())));
    }

    static void land(LakeSettings lake, Dataset<Row> records, String uuid, int epoch, List<OffsetRange> ranges) {
        LakeTables.ensure(SPARK, lake, EventTables.TRADE_EVENTS);
        LakeTables.ensure(SPARK, lake, EventTables.QUARANTINE);
        LandingRows rows = LandingRows.trades(records, epoch);
        PreparedAppend prepared =
                new LandingSink(SPARK, lake).prepare(EventTables.TRADE_EVENTS, uuid, ranges, rows.accepted());
        if (prepared.rejected() > 0) {
            prepared.appendRejects(rows.rejected());
        }
        prepared.commit();
    }
}
