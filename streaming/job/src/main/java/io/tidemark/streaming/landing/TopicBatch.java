package io.tidemark.streaming.landing;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.Partition;
import org.apache.spark.rdd.PartitionPruningRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.classic.SparkSession;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.execution.datasources.v2.DataSourceRDDPartition;
import org.apache.spark.sql.kafka010.KafkaBatchInputPartition;
import org.apache.spark.sql.kafka010.KafkaOffsetRange;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A micro-batch with the offsets that it covers.
 *
 * <p>Spark hands {@code foreachBatch} rows, not offsets. They are read off the partitions of the batch's RDD, which costs no
 * pass over the data; an aggregate over the rows would read the log twice.
 */
public final class TopicBatch {
    private final Dataset<Row> rows;
    private final RDD<InternalRow> rdd;
    private final List<TopicRange> ranges;

    private TopicBatch(Dataset<Row> rows, RDD<InternalRow> rdd, List<TopicRange> ranges) {
        this.rows = rows;
        this.rdd = rdd;
        this.ranges = ranges;
    }

    /**
     * @param rows a batch of the Kafka source, untouched
     * @throws IllegalStateException if the plan is not a plain Kafka scan
     */
    public static TopicBatch of(Dataset<Row> rows) {
        RDD<InternalRow> rdd = ((org.apache.spark.sql.classic.Dataset<Row>) rows)
                .queryExecution()
                .toRdd();
        List<TopicRange> ranges = new ArrayList<>();
        for (Partition partition : sourceOf(rdd).partitions()) {
            ranges.add(range(partition));
        }
        if (ranges.size() != rdd.getNumPartitions()) {
            throw new IllegalStateException("the batch has " + rdd.getNumPartitions() + " tasks for " + ranges.size()
                    + " ranges of the log; nothing may come between the Kafka source and the sink");
        }
        return new TopicBatch(rows, rdd, List.copyOf(ranges));
    }

    private static RDD<?> sourceOf(RDD<?> rdd) {
        RDD<?> current = rdd;
        while (true) {
            Partition[] partitions = current.partitions();
            if (partitions.length == 0 || partitions[0] instanceof DataSourceRDDPartition) {
                return current;
            }
            var dependencies = CollectionConverters.asJava(current.dependencies());
            if (dependencies.size() != 1) {
                throw new IllegalStateException("the batch is not one scan of the log: " + rdd.toDebugString());
            }
            current = dependencies.get(0).rdd();
        }
    }

    private static TopicRange range(Partition partition) {
        List<InputPartition> inputs = partition instanceof DataSourceRDDPartition source
                ? CollectionConverters.asJava(source.inputPartitions())
                : List.of();
        if (inputs.size() != 1 || !(inputs.get(0) instanceof KafkaBatchInputPartition input)) {
            throw new IllegalStateException("a task of the batch does not read one range of the log: " + inputs);
        }
        KafkaOffsetRange offsets = input.offsetRange();
        return new TopicRange(offsets.topic(), offsets.partition(), offsets.fromOffset(), offsets.untilOffset());
    }

    /** One range per task, in the order of the tasks. */
    public List<TopicRange> ranges() {
        return ranges;
    }

    public Set<String> topics() {
        Set<String> topics = new TreeSet<>();
        ranges.forEach(range -> topics.add(range.topic()));
        return topics;
    }

    public List<TopicRange> ranges(String topic) {
        return ranges.stream().filter(range -> range.topic().equals(topic)).toList();
    }

    public long records() {
        return ranges.stream().mapToLong(TopicRange::size).sum();
    }

    /** The batch's rows as Spark's own, task by task. */
    public RDD<InternalRow> rdd() {
        return rdd;
    }

    /** The rows of one topic; the tasks of other topics do not run. */
    public Dataset<Row> rows(String topic) {
        boolean[] wanted = new boolean[ranges.size()];
        boolean all = true;
        for (int task = 0; task < wanted.length; task++) {
            wanted[task] = ranges.get(task).topic().equals(topic);
            all &= wanted[task];
        }
        if (all) {
            return rows;
        }
        RDD<InternalRow> pruned = PartitionPruningRDD.create(rdd, new TaskFilter(wanted));
        return ((SparkSession) rows.sparkSession()).internalCreateDataFrame(pruned, rows.schema(), false);
    }

    /** Keeps the tasks whose flag is set. */
    private static final class TaskFilter extends scala.runtime.AbstractFunction1<Object, Object>
            implements java.io.Serializable {
        private static final long serialVersionUID = 1L;
        private final boolean[] wanted;

        TaskFilter(boolean[] wanted) {
            this.wanted = wanted;
        }

        @Override
        public Object apply(Object task) {
            return wanted[(Integer) task];
        }
    }
}
