package io.tidemark.lake;

import io.tidemark.market.table.EventTables;
import java.util.List;
import java.util.OptionalLong;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.ConcurrentTransactionException;

/**
 * Rows that are written but not yet in the table. Records that are no rows are rejects: they go to quarantine first, by {@link
 * #appendRejects}, so that a table's vector always says that quarantine is complete below it.
 */
public final class PreparedAppend {
    private final LandingSink sink;
    private final LandingTransaction transaction;
    private final List<OffsetRange> ranges;
    private final long rows;
    private boolean rejectsAreSafe;

    private PreparedAppend(LandingSink sink, LandingTransaction transaction, List<OffsetRange> ranges, long rows) {
        this.sink = sink;
        this.transaction = transaction;
        this.ranges = List.copyOf(ranges);
        this.rows = rows;
    }

    static PreparedAppend nothing(LandingSink sink, LandingTransaction transaction) {
        return new PreparedAppend(sink, transaction, List.of(), 0);
    }

    static PreparedAppend of(LandingSink sink, LandingTransaction transaction, List<OffsetRange> ranges, long rows) {
        PreparedAppend prepared = new PreparedAppend(sink, transaction, ranges, rows);
        if (rows > prepared.records()) {
            throw new LakeException(transaction.vector() + ": the batch has " + rows + " rows for the "
                    + prepared.records() + " records of " + ranges + ". A row per record at most is expected; check the"
                    + " query that made them.");
        }
        return prepared;
    }

    /** What is left of the batch's ranges above the table's vector. */
    public List<OffsetRange> ranges() {
        return ranges;
    }

    /** Records in {@link #ranges}. */
    public long records() {
        return ranges.stream().mapToLong(OffsetRange::size).sum();
    }

    /** Rows in the files that were written: the accepted records. */
    public long rows() {
        return rows;
    }

    /** Records that are not among the rows. */
    public long rejected() {
        return records() - rows;
    }

    /**
     * Lands the rejects of these ranges in quarantine; repeatable. Only needed when {@link #rejected} is not 0.
     *
     * @param rejects in quarantine's columns; rows outside the ranges, or there already, are dropped
     */
    public Append appendRejects(Dataset<Row> rejects) {
        Append append = sink.appendRejects(transaction.vector(), ranges, EventTables.QUARANTINE, rejects);
        if (append.records() == records() && append.rows() != rejected()) {
            throw new LakeException(transaction.vector() + ": of " + records() + " records in " + ranges + " " + rows
                    + " are accepted and " + append.rows()
                    + " rejected. Every record must be one or the other; the batch"
                    + " is not committed. Has the topic lost records or been compacted?");
        }
        rejectsAreSafe = true;
        return append;
    }

    /**
     * Makes the rows visible and moves the vector, both or neither.
     *
     * @throws LakeException if it did not come about; to land the same ranges again is always safe
     */
    public Append commit() {
        if (rejected() > 0 && !rejectsAreSafe) {
            throw new IllegalStateException(transaction.vector() + ": " + rejected() + " of " + records()
                    + " records in " + ranges + " are rejects; append them to quarantine before the commit");
        }
        return commitRejects();
    }

    /** The commit itself: quarantine holds rejects only, its files are few against its ranges. */
    Append commitRejects() {
        if (ranges.isEmpty()) {
            return new Append(OptionalLong.empty(), 0, 0);
        }
        try {
            return new Append(OptionalLong.of(transaction.commit(ranges)), records(), rows);
        } catch (Exception failure) {
            // Any: Delta and the file system below it throw checked exceptions that Scala does not declare.
            return settled(failure);
        }
    }

    /** After a failure only the table knows: the answer may have been lost, or a try before this one may have arrived late. */
    private Append settled(Exception failure) {
        if (Thread.currentThread().isInterrupted()) {
            throw new LakeException(transaction.vector() + ": stopped within the commit of " + ranges, failure);
        }
        NextOffsets landed = transaction.landedNow();
        if (landed.cover(ranges)) {
            return new Append(OptionalLong.empty(), records(), rows);
        }
        String cause = failure instanceof ConcurrentTransactionException
                ? "another writer lands the same partitions. Run one streaming job per lake"
                : "the commit failed. Land the ranges again: they cannot land twice";
        throw new LakeException(
                transaction.vector() + ": " + ranges + " is not in the table, which is at " + landed + "; " + cause
                        + ".",
                failure);
    }
}
