package io.tidemark.lake;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.FileAction;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/** One Delta transaction that puts the rows of a day into other files. Readers of changes see none: no row does change. */
final class Rearrangement {
    /** On every file that was written sorted; other Delta readers and writers keep tags and do not look at them. */
    static final String TAG = "tidemark.clustered";

    private static final List<String> ORDER = List.of("instrument", "time");

    private final DeltaLog log;
    private final OptimisticTransaction transaction;
    private final List<AddFile> before;
    private int filesAfter;

    private Rearrangement(DeltaLog log, OptimisticTransaction transaction, List<AddFile> before) {
        this.log = log;
        this.transaction = transaction;
        this.before = before;
    }

    static Rearrangement of(SparkSession spark, String path, String column, LocalDate day) {
        DeltaLog log = DeltaLog.forTable(spark, path);
        log.update(false, Option.empty(), Option.empty());
        OptimisticTransaction transaction = log.startTransaction(Option.empty(), Option.empty());
        List<AddFile> files = transaction.snapshot().allFiles().collectAsList().stream()
                .filter(file -> file.partitionValues().get(column).contains(day.toString()))
                .toList();
        transaction.trackFilesRead(seq(files));
        return new Rearrangement(log, transaction, files);
    }

    long bytes() {
        return before.stream().mapToLong(AddFile::size).sum();
    }

    long filesBefore() {
        return before.size();
    }

    long filesAfter() {
        return filesAfter;
    }

    Dataset<Row> rows() {
        return log.createDataFrame(transaction.snapshot(), seq(before), false, Option.empty());
    }

    /** @param rows the same ones in another order */
    void commit(Dataset<Row> rows) {
        List<Action> actions = new ArrayList<>();
        long rowsAfter = 0;
        for (FileAction action : CollectionConverters.asJava(transaction.writeFiles(rows))) {
            if (action instanceof AddFile file) {
                rowsAfter += count(file);
                actions.add(unchanged(file));
                filesAfter++;
            }
        }
        long rowsBefore = before.stream().mapToLong(Rearrangement::count).sum();
        if (rowsAfter != rowsBefore) {
            throw new LakeException("Rearranging " + log.dataPath() + " made " + rowsAfter + " rows of " + rowsBefore
                    + ": nothing was committed. Run it again, and report this if it stays so.");
        }
        long now = System.currentTimeMillis();
        before.forEach(file -> actions.add(file.removeWithTimestamp(now, false)));
        transaction.commit(
                seq(actions),
                new DeltaOperations.Optimize(seq(List.<Expression>of()), seq(ORDER), false, Option.empty(), false));
    }

    private static long count(AddFile file) {
        Option<Object> rows = file.numPhysicalRecords();
        if (rows.isEmpty()) {
            throw new LakeException("The table's log does not say how many rows " + file.path() + " has: it was not"
                    + " written by Tidemark, and cannot be checked when its rows are moved.");
        }
        return (Long) rows.get();
    }

    private static AddFile unchanged(AddFile file) {
        return file.copy(
                file.path(),
                file.partitionValues(),
                file.size(),
                file.modificationTime(),
                false,
                file.stats(),
                file.tagsOrEmpty().updated(TAG, String.join(",", ORDER)),
                file.deletionVector(),
                file.baseRowId(),
                file.defaultRowCommitVersion(),
                file.clusteringProvider(),
                file.backReference(),
                file.amtPassthrough());
    }

    private static <T> Seq<T> seq(List<T> list) {
        return CollectionConverters.asScala(list).toSeq();
    }
}
