package io.tidemark.infra.benchmarks.ingest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.infra.benchmarks.BenchException;
import io.tidemark.infra.benchmarks.instance.BenchSpark;
import io.tidemark.infra.benchmarks.instance.Instance;
import io.tidemark.infra.benchmarks.instance.LogRange;
import io.tidemark.lake.LakeTables;
import io.tidemark.lake.LandingRows;
import io.tidemark.market.table.EventTables;
import io.tidemark.market.table.TableDefinition;
import io.tidemark.wire.Topics;
import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Writes the records as one commit to a Delta table of the same shape, by a Spark session of its own: from Kafka, decoded, without
 * the landing's vector and checks. Closing it deletes the table.
 */
final class DeltaFloor implements AutoCloseable {
    private final SparkSession spark;
    private final Instance instance;
    private final TableDefinition scratch;
    private final LogRange rows;
    private final int topicEpoch;

    private DeltaFloor(SparkSession spark, Instance instance, TableDefinition scratch, LogRange rows, int topicEpoch) {
        this.spark = spark;
        this.instance = instance;
        this.scratch = scratch;
        this.rows = rows;
        this.topicEpoch = topicEpoch;
    }

    static DeltaFloor prepare(Instance instance, LogRange rows, int topicEpoch) {
        SparkSession spark = BenchSpark.start(instance);
        TableDefinition events = EventTables.TRADE_EVENTS;
        TableDefinition scratch = new TableDefinition(
                "bench_trade_events_" + System.currentTimeMillis(),
                events.doc(),
                events.columns(),
                events.partitionColumns());
        LakeTables.ensure(spark, instance.lake(), scratch);
        return new DeltaFloor(spark, instance, scratch, rows, topicEpoch);
    }

    double seconds() {
        long begun = System.nanoTime();
        LandingRows.trades(records(), topicEpoch)
                .accepted()
                .write()
                .format("delta")
                .mode("append")
                .save(LakeTables.path(instance.lake(), scratch));
        return (System.nanoTime() - begun) / 1e9;
    }

    private Dataset<Row> records() {
        return spark.read()
                .format("kafka")
                .option("kafka.bootstrap.servers", instance.kafka().bootstrapServers())
                .option("subscribe", Topics.TRADES)
                .option("startingOffsets", offsets(rows.from()))
                .option("endingOffsets", offsets(rows.to()))
                .load();
    }

    private static String offsets(Map<Integer, Long> byPartition) {
        try {
            return new ObjectMapper().writeValueAsString(Map.of(Topics.TRADES, byPartition));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("offsets cannot be written as JSON", impossible);
        }
    }

    /** @throws BenchException unless the lake holds each record of the run once */
    void requireLanded(LogRange landed) {
        Dataset<Row> events = LakeTables.read(spark, instance.lake(), EventTables.TRADE_EVENTS)
                .filter("topic_epoch = " + topicEpoch + " AND " + landed.condition());
        long rows = events.count();
        long distinct = events.select("partition", "offset").distinct().count();
        if (rows != landed.records() || distinct != rows) {
            throw BenchException.failed("Published were " + landed.records() + " records; the lake holds " + rows
                    + " of them (" + distinct + " offsets). Run ./tidemark audit.");
        }
    }

    @Override
    public void close() {
        Path folder = new Path(LakeTables.path(instance.lake(), scratch));
        try {
            folder.getFileSystem(spark.sparkContext().hadoopConfiguration()).delete(folder, true);
        } catch (IOException failure) {
            throw BenchException.failed("The scratch table " + folder + " is left behind: " + failure, failure);
        } finally {
            spark.stop();
        }
    }
}
