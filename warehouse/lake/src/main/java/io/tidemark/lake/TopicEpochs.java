package io.tidemark.lake;

import io.tidemark.market.table.Column;
import io.tidemark.market.table.ColumnType;
import io.tidemark.market.table.TableDefinition;
import io.tidemark.settings.LakeSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.ConcurrentTransactionException;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.DeltaOperations;
import org.apache.spark.sql.delta.OptimisticTransaction;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.SetTransaction;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.OutputMode;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** The lives of the topics as the lake numbers them: 0 for the first UUID of a topic that landed here, one more for the next. */
public final class TopicEpochs {
    public static final TableDefinition TABLE = new TableDefinition(
            "topic_epochs",
            "The lives of the topics: what topic_epoch in the event tables stands for.",
            List.of(
                    Column.required("topic", ColumnType.STRING, "The topic"),
                    Column.required("epoch", ColumnType.INT, "0 for its first life here, one more for each later one"),
                    Column.required(
                            "uuid", ColumnType.STRING, "The id that the broker gave the topic when it was created")),
            List.of());

    private TopicEpochs() {}

    /** The epoch of a topic's life; a UUID that was never seen gets the next number, the same one for all that ask. */
    public static int resolve(SparkSession spark, LakeSettings settings, String topic, String uuid) {
        LakeTables.ensure(spark, settings, TABLE);
        while (true) {
            // Begun before the look, so that a life added after the look makes the commit fail.
            OptimisticTransaction transaction = DeltaLog.forTable(spark, LakeTables.path(settings, TABLE))
                    .startTransaction(Option.empty(), Option.empty());
            long next = transaction.txnVersion(id(topic)) + 1;
            OptionalInt known = find(spark, settings, topic, uuid);
            if (known.isPresent()) {
                return known.getAsInt();
            }
            try {
                add(spark, transaction, topic, (int) next, uuid);
            } catch (ConcurrentTransactionException anotherAddedOne) {
                // The table is read again: it may have been this very UUID.
            }
        }
    }

    /** The epoch of a topic's life, if anything of it was ever to land here. */
    public static OptionalInt find(SparkSession spark, LakeSettings settings, String topic, String uuid) {
        return all(spark, settings, topic).entrySet().stream()
                .filter(epoch -> epoch.getValue().equals(uuid))
                .mapToInt(Map.Entry::getKey)
                .findFirst();
    }

    /** The UUIDs of a topic by epoch. */
    public static Map<Integer, String> all(SparkSession spark, LakeSettings settings, String topic) {
        Map<Integer, String> uuids = new TreeMap<>();
        if (LakeTables.exists(spark, settings, TABLE)) {
            LakeTables.read(spark, settings, TABLE)
                    .filter(functions.col("topic").equalTo(topic))
                    .collectAsList()
                    .forEach(row ->
                            uuids.put(row.getInt(row.fieldIndex("epoch")), row.getString(row.fieldIndex("uuid"))));
        }
        return uuids;
    }

    private static void add(
            SparkSession spark, OptimisticTransaction transaction, String topic, int epoch, String uuid) {
        Dataset<Row> row = spark.createDataFrame(List.of(RowFactory.create(topic, epoch, uuid)), LakeSchemas.of(TABLE));
        List<Action> actions = new ArrayList<>(CollectionConverters.asJava(transaction.writeFiles(row)));
        actions.add(new SetTransaction(id(topic), epoch, Option.apply(System.currentTimeMillis())));
        transaction.commit(
                CollectionConverters.asScala(actions).toSeq(),
                new DeltaOperations.StreamingUpdate(OutputMode.Append(), id(topic), epoch, Option.empty()));
    }

    /** Its version is the newest epoch; -1 before there is one. */
    private static String id(String topic) {
        return TABLE.name() + ":" + topic;
    }
}
