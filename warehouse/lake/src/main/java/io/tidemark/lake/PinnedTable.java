package io.tidemark.lake;

import io.tidemark.market.table.TableDefinition;
import io.tidemark.settings.LakeSettings;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.functions;
import scala.Option;

/**
 * A table at one of its versions. A Delta dataset follows its table from action to action; a job that reads several times
 * needs the same rows each time, and needs to know which part of the log they are.
 */
public final class PinnedTable {
    private final SparkSession spark;
    private final String path;
    private final TableDefinition table;
    private final Snapshot snapshot;

    private PinnedTable(SparkSession spark, String path, TableDefinition table, Snapshot snapshot) {
        this.spark = spark;
        this.path = path;
        this.table = table;
        this.snapshot = snapshot;
    }

    /**
     * The table as it is now in the store.
     *
     * @throws LakeException if there is none
     */
    public static PinnedTable newest(SparkSession spark, LakeSettings settings, TableDefinition table) {
        String path = LakeTables.path(settings, table);
        Snapshot snapshot = DeltaLog.forTable(spark, path).update(false, Option.empty(), Option.empty());
        if (snapshot.version() < 0) {
            throw new LakeException("There is no table at " + path + ": nothing has landed in this lake yet. Start the"
                    + " streaming job, or correct TIDEMARK_LAKE.");
        }
        return new PinnedTable(spark, path, table, snapshot);
    }

    public long version() {
        return snapshot.version();
    }

    public Dataset<Row> rows() {
        return spark.read()
                .format("delta")
                .option("versionAsOf", snapshot.version())
                .load(path);
    }

    /** The next offsets of a topic's life: the version holds every event below them and none above. */
    public NextOffsets landed(String topicUuid) {
        return new LandingVector(path, table.name(), topicUuid).of(snapshot);
    }

    /** Rows by the date that partitions the table; read from the log, without opening a file of rows. */
    public Map<LocalDate, Long> rowsByDate() {
        String column = table.partitionColumns().get(0);
        Map<LocalDate, Long> rows = new TreeMap<>();
        snapshot.allFiles()
                .toDF()
                .groupBy(functions.col("partitionValues").getItem(column).as("date"))
                .agg(functions.sum(functions
                        .get_json_object(functions.col("stats"), "$.numRecords")
                        .cast("long")))
                .collectAsList()
                .forEach(row -> rows.put(LocalDate.parse(row.getString(0)), row.getLong(1)));
        return rows;
    }
}
