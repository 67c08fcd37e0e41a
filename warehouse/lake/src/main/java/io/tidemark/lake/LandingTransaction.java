package io.tidemark.lake;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.FileAction;
import org.apache.spark.sql.delta.actions.SetTransaction;
import org.apache.spark.sql.streaming.OutputMode;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** One Delta transaction that appends rows and moves the vector. Everything of Delta's internal API is in here. */
final class LandingTransaction {
    private final SparkSession spark;
    private final LandingVector vector;
    private final OptimisticTransaction transaction;
    private final NextOffsets landed;
    private final List<Action> files = new ArrayList<>();

    private LandingTransaction(
            SparkSession spark, LandingVector vector, OptimisticTransaction transaction, NextOffsets landed) {
        this.spark = spark;
        this.vector = vector;
        this.transaction = transaction;
        this.landed = landed;
    }

    static LandingTransaction start(SparkSession spark, LandingVector vector, List<OffsetRange> ranges) {
        OptimisticTransaction transaction = vector.log(spark).startTransaction(Option.empty(), Option.empty());
        for (OffsetRange range : ranges) {
            // Having read an id makes the commit fail if somebody else moves it first.
            long seen = transaction.txnVersion(vector.id(range.partition()));
            if (seen < -1) {
                throw new UnusableTableException(
                        vector + " says that partition " + range.partition() + " is at offset " + seen
                                + ": the table's log is damaged. Restore it from a backup, or delete the table's folder and let the stream"
                                + " land it anew while Kafka has the records.");
            }
        }
        return new LandingTransaction(spark, vector, transaction, vector.of(transaction.snapshot()));
    }

    LandingVector vector() {
        return vector;
    }

    /** The vector as this transaction read it. */
    NextOffsets landed() {
        return landed;
    }

    NextOffsets landedNow() {
        return vector.read(spark);
    }

    /** Writes the files; returns how many rows they hold. */
    long write(Dataset<Row> rows) {
        long written = 0;
        for (FileAction action : CollectionConverters.asJava(transaction.writeFiles(rows))) {
            files.add(action);
            if (action instanceof AddFile file) {
                Option<Object> count = file.numPhysicalRecords();
                if (count.isEmpty()) {
                    throw new LakeException("Delta wrote " + file.path() + " without a row count: set"
                            + " spark.databricks.delta.stats.collect to true.");
                }
                written += (Long) count.get();
            }
        }
        return written;
    }

    /** Returns the version that the commit made; what it throws leaves open whether it did. */
    long commit(List<OffsetRange> ranges) {
        List<Action> actions = new ArrayList<>(files);
        long sum = 0;
        for (OffsetRange range : ranges) {
            actions.add(new SetTransaction(
                    vector.id(range.partition()), range.to(), Option.apply(System.currentTimeMillis())));
            sum += range.to();
        }
        return transaction.commit(
                CollectionConverters.asScala(actions).toSeq(),
                new DeltaOperations.StreamingUpdate(
                        OutputMode.Append(), vector.table() + ":" + vector.topicUuid(), sum, Option.empty()));
    }
}
