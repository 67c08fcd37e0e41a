package io.tidemark.lake;

import io.tidemark.market.table.TableDefinition;
import io.tidemark.settings.LakeSettings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaConcurrentModificationException;
import org.apache.spark.sql.functions;

/**
 * Writes a closed day anew as few large files, sorted by instrument and time, so that a question about one instrument opens one
 * of them. Rows and vector stay as they are. A file carries a tag that it has been done; a day is done again only when so much
 * has come late that it is worth it, and otherwise a second run changes nothing.
 *
 * <p>It is safe beside the stream: a commit that only appends never conflicts with one that only rearranges. When somebody else
 * rearranges the same files first, the day waits for the next run.
 */
public final class Clustering {
    /** Fewer late files than this, or less than a tenth of the day, are left to {@link Compaction}. */
    private static final long WORTH_FILES = Compaction.DEFAULT_MIN_SMALL_FILES;

    private static final int WORTH_SHARE = 10;

    /** @param days that were written anew; @param postponed those that somebody else was busy with */
    public record Report(List<LocalDate> days, long filesBefore, long filesAfter, List<LocalDate> postponed) {
        public Report {
            days = List.copyOf(days);
            postponed = List.copyOf(postponed);
        }
    }

    private Clustering() {}

    /** @param before days before this one are closed */
    public static Report run(SparkSession spark, LakeSettings settings, TableDefinition table, LocalDate before) {
        String path = LakeTables.path(settings, table);
        String column = table.partitionColumns().get(0);
        List<LocalDate> done = new ArrayList<>();
        List<LocalDate> postponed = new ArrayList<>();
        long filesBefore = 0;
        long filesAfter = 0;
        for (LocalDate day : daysWorthIt(spark, path, column, before)) {
            try {
                Rearrangement rearrangement = Rearrangement.of(spark, path, column, day);
                int files = (int) (rearrangement.bytes() / Compaction.TARGET_FILE_BYTES) + 1;
                rearrangement.commit(sorted(rearrangement.rows(), table, files));
                filesBefore += rearrangement.filesBefore();
                filesAfter += rearrangement.filesAfter();
                done.add(day);
            } catch (DeltaConcurrentModificationException somebodyElse) {
                postponed.add(day);
            }
        }
        return new Report(done, filesBefore, filesAfter, postponed);
    }

    private static Dataset<Row> sorted(Dataset<Row> rows, TableDefinition table, int files) {
        Column[] order = {functions.col("instrument"), functions.col(timeColumn(table))};
        return rows.repartitionByRange(files, order).sortWithinPartitions(order);
    }

    private static String timeColumn(TableDefinition table) {
        boolean isOfEvents =
                table.columns().stream().anyMatch(column -> column.name().equals("event_time"));
        return isOfEvents ? "event_time" : "start";
    }

    private static List<LocalDate> daysWorthIt(SparkSession spark, String path, String column, LocalDate before) {
        Column isNew = functions.col("tags").getItem(Rearrangement.TAG).isNull();
        return DeltaFiles.of(spark, path)
                .select(
                        functions.col("partitionValues").getItem(column).as("day"),
                        functions.col("size"),
                        functions.when(isNew, 1).otherwise(0).as("isNew"))
                .groupBy("day")
                .agg(
                        functions.sum("isNew").as("newFiles"),
                        functions
                                .sum(functions.col("isNew").multiply(functions.col("size")))
                                .as("newBytes"),
                        functions.count(functions.lit(1)).as("files"),
                        functions.sum("size").as("bytes"))
                .filter(functions.col("day").lt(before.toString()))
                .filter(functions
                        .col("newFiles")
                        .equalTo(functions.col("files"))
                        .or(functions.col("newFiles").geq(WORTH_FILES))
                        .or(functions.col("newBytes").multiply(WORTH_SHARE).geq(functions.col("bytes"))))
                .orderBy("day")
                .collectAsList()
                .stream()
                .map(row -> LocalDate.parse(row.getString(0)))
                .toList();
    }
}
