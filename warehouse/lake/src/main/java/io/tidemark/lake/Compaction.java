package io.tidemark.lake;

import io.delta.tables.DeltaTable;
import io.tidemark.market.table.TableDefinition;
import io.tidemark.settings.LakeSettings;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Merges the small files that a stream leaves in a partition. Rows and vector stay as they are, so it is safe beside the stream:
 * a commit that only appends never conflicts with it.
 *
 * <p>Files are merged by size class, the smallest first, and only when a class has enough of them: a row is rewritten once per
 * class and not once per run, so that a day costs its size times the number of classes, however often this runs.
 */
public final class Compaction {
    /** Upper bounds of the size classes. */
    static final List<Long> SMALLER_THAN_BYTES = List.of(1L << 20, 8L << 20, 64L << 20);

    static final long TARGET_FILE_BYTES = 128L << 20;
    /** Fewer small files than this are left alone: rewriting them again and again costs more than they do. */
    public static final int DEFAULT_MIN_SMALL_FILES = 12;

    /** @param partitions the partition values that were compacted; @param files small files that went into them */
    public record Report(List<String> partitions, long files) {
        public Report {
            partitions = List.copyOf(partitions);
        }
    }

    private Compaction() {}

    public static Report run(SparkSession spark, LakeSettings settings, TableDefinition table) {
        return run(spark, settings, table, DEFAULT_MIN_SMALL_FILES);
    }

    /** @param spark its settings of OPTIMIZE are used for one size class after the other: a session that nobody else uses */
    public static Report run(SparkSession spark, LakeSettings settings, TableDefinition table, int minSmallFiles) {
        String path = LakeTables.path(settings, table);
        String column = table.partitionColumns().get(0);
        List<String> partitions = new ArrayList<>();
        long files = 0;
        for (long smallerThan : SMALLER_THAN_BYTES) {
            for (Row crowded : crowdedPartitions(spark, path, column, smallerThan, minSmallFiles)) {
                spark.conf().set("spark.databricks.delta.optimize.minFileSize", smallerThan);
                DeltaTable.forPath(spark, path)
                        .optimize()
                        .where(column + " = DATE'" + crowded.getString(0) + "'")
                        .executeCompaction();
                partitions.add(crowded.getString(0));
                files += crowded.getLong(1);
            }
        }
        return new Report(partitions.stream().distinct().toList(), files);
    }

    private static List<Row> crowdedPartitions(
            SparkSession spark, String path, String column, long smallerThan, int minSmallFiles) {
        return DeltaFiles.of(spark, path)
                .filter(functions.col("size").lt(smallerThan))
                .groupBy(functions.col("partitionValues").getItem(column).as("day"))
                .agg(functions.count(functions.lit(1)).as("files"))
                .filter(functions.col("files").geq(minSmallFiles))
                .orderBy("day")
                .collectAsList();
    }
}
