package io.tidemark.batch;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Which task folds which instrument: neighbours in the alphabet go together, and each task has about as many events. So tasks
 * write their bars as they come, in the order of the table, and no bar is shuffled or sorted.
 *
 * @param ranks instrument, its rank in the alphabet, and its task
 * @param tasks at least 1
 */
record InstrumentShares(List<Row> ranks, int tasks) {
    static final String RANK = "rank";
    static final String TASK = "task";

    /** Two tasks sort at a time, some 120 bytes an event, in a part of the heap. */
    private static final long EVENTS_PER_TASK = 1_500_000;
    /** Below this, a second file costs readers more than a second core saves. */
    private static final long SMALL = 200_000;
    /** How many tasks' bars go to one file of a day. */
    private static final int TASKS_PER_FILE = 4;

    private static final StructType SCHEMA = new StructType()
            .add("instrument", DataTypes.StringType, false)
            .add(RANK, DataTypes.LongType, false)
            .add(TASK, DataTypes.IntegerType, false);

    /** How many events an instrument has. */
    record Load(String instrument, long events) {}

    /**
     * @param loads by instrument
     * @param cores that work at the same time
     */
    static InstrumentShares of(List<Load> loads, int cores) {
        long total = loads.stream().mapToLong(Load::events).sum();
        int tasks =
                total <= SMALL ? 1 : Math.toIntExact(Math.max(cores, (total + EVENTS_PER_TASK - 1) / EVENTS_PER_TASK));
        List<Row> ranks = new ArrayList<>();
        long before = 0;
        for (Load load : loads) {
            // Where its middle lies decides; all of it goes there.
            int task = (int) Math.min(tasks - 1L, (long) ((before + load.events() / 2.0) / total * tasks));
            ranks.add(RowFactory.create(load.instrument(), (long) ranks.size(), task));
            before += load.events();
        }
        return new InstrumentShares(ranks, tasks);
    }

    /** Into how many files the bars of a day go. */
    int files(int cores) {
        return tasks <= cores ? tasks : Math.max(cores, (tasks + TASKS_PER_FILE - 1) / TASKS_PER_FILE);
    }

    /** By rank. */
    List<String> instruments() {
        return ranks.stream().map(row -> row.getString(0)).toList();
    }

    /** Events of these instruments, with their rank and task; others are left out. */
    Dataset<Row> joinedTo(Dataset<Row> events) {
        Dataset<Row> table = events.sparkSession().createDataFrame(ranks, SCHEMA);
        return events.join(functions.broadcast(table), "instrument");
    }
}
