package io.tidemark.lake;

import io.tidemark.market.table.TableDefinition;
import io.tidemark.settings.LakeSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Lands ranges of the log in event tables, each record once.
 *
 * <p>A table carries, per topic and partition, the next offset that it has yet to land. A commit moves it together with the
 * rows, so the table itself says what is there: rows below it are dropped, a range that begins above it is refused, and two
 * writers of one partition cannot both commit. Checkpoints of the query that calls are hints.
 */
public final class LandingSink {
    /** Batches up to this size become one file per day. */
    public static final long DEFAULT_ROWS_PER_FILE = 250_000;

    private final SparkSession spark;
    private final LakeSettings settings;
    private final long rowsPerFile;

    public LandingSink(SparkSession spark, LakeSettings settings) {
        this(spark, settings, DEFAULT_ROWS_PER_FILE);
    }

    /** @param rowsPerFile a batch is written by one task per this many rows, at most by as many as it has partitions */
    public LandingSink(SparkSession spark, LakeSettings settings, long rowsPerFile) {
        if (rowsPerFile < 1) {
            throw new IllegalArgumentException("rows per file must be >= 1, was " + rowsPerFile);
        }
        this.spark = spark;
        this.settings = settings;
        this.rowsPerFile = rowsPerFile;
    }

    /** The table's vector as it is now in the store. */
    public NextOffsets nextOffsets(TableDefinition table, String topicUuid) {
        return vector(table, topicUuid).read(spark);
    }

    /** {@link #prepare}, and commit at once: for rows of a topic that rejects nothing. */
    public Append append(TableDefinition table, String topicUuid, List<OffsetRange> ranges, Dataset<Row> rows) {
        return prepare(table, topicUuid, ranges, rows).commit();
    }

    /**
     * Writes the rows of the ranges that have not landed into files that no reader sees before {@link PreparedAppend#commit}.
     *
     * @param rows the accepted records of the ranges in the table's columns; rows that have landed already are dropped here
     * @throws LakeException if a range begins above the vector: the records between would be lost
     */
    public PreparedAppend prepare(
            TableDefinition table, String topicUuid, List<OffsetRange> ranges, Dataset<Row> rows) {
        LandingVector vector = vector(table, topicUuid);
        LandingTransaction transaction = LandingTransaction.start(rows.sparkSession(), vector, ranges);
        List<OffsetRange> pending = pending(vector, transaction.landed(), ranges);
        return write(transaction, pending, rows);
    }

    /** The rejects of a batch of events, whose own vector proves that nothing below it is missing in quarantine. */
    Append appendRejects(
            LandingVector events, List<OffsetRange> ranges, TableDefinition quarantine, Dataset<Row> rows) {
        LandingVector vector = vector(quarantine, events.topicUuid());
        LandingTransaction transaction = LandingTransaction.start(rows.sparkSession(), vector, ranges);
        List<OffsetRange> pending = new ArrayList<>();
        for (OffsetRange range : ranges) {
            addRest(
                    pending,
                    range,
                    Math.max(
                            range.from(),
                            transaction.landed().of(range.partition()).orElse(range.from())));
        }
        return write(transaction, pending, rows).commitRejects();
    }

    private PreparedAppend write(LandingTransaction transaction, List<OffsetRange> pending, Dataset<Row> rows) {
        if (pending.isEmpty()) {
            return PreparedAppend.nothing(this, transaction);
        }
        long records = pending.stream().mapToLong(OffsetRange::size).sum();
        Dataset<Row> wanted = coalesced(rows.filter(within(pending)), records);
        return PreparedAppend.of(this, transaction, pending, transaction.write(wanted));
    }

    private Dataset<Row> coalesced(Dataset<Row> rows, long records) {
        long tasks = (records - 1) / rowsPerFile + 1;
        return tasks > Integer.MAX_VALUE ? rows : rows.coalesce((int) tasks);
    }

    private static List<OffsetRange> pending(LandingVector vector, NextOffsets landed, List<OffsetRange> ranges) {
        List<OffsetRange> pending = new ArrayList<>();
        for (OffsetRange range : ranges) {
            OptionalLong next = landed.of(range.partition());
            if (next.isPresent() && range.size() > 0 && range.from() > next.getAsLong()) {
                throw new LakeException(
                        vector + " has landed partition " + range.partition() + " up to offset "
                                + next.getAsLong() + ", but the batch begins at " + range.from()
                                + ": the records between would be lost. Start the query at the table's offsets (remove its"
                                + " checkpoint); if Kafka no longer has them, the log's retention is too short for this outage.");
            }
            addRest(pending, range, Math.max(range.from(), next.orElse(range.from())));
        }
        return pending;
    }

    private static void addRest(List<OffsetRange> pending, OffsetRange range, long from) {
        if (from < range.to()) {
            pending.add(new OffsetRange(range.partition(), from, range.to()));
        }
    }

    private static Column within(List<OffsetRange> ranges) {
        Column within = functions.lit(false);
        for (OffsetRange range : ranges) {
            within = within.or(functions
                    .col("partition")
                    .equalTo(range.partition())
                    .and(functions.col("offset").geq(range.from()))
                    .and(functions.col("offset").lt(range.to())));
        }
        return within;
    }

    private LandingVector vector(TableDefinition table, String topicUuid) {
        return new LandingVector(LakeTables.path(settings, table), table.name(), topicUuid);
    }
}
