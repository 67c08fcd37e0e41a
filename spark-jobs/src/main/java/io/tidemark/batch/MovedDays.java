package io.tidemark.batch;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;

/**
 * The days that events on other days have changed: a correction that moved a trade away, or a cancellation with a time of its
 * own, adds no event to the day that it changes.
 */
final class MovedDays {
    private static final String[] IDENTITY = {"instrument", "id_epoch", "trade_id"};

    private MovedDays() {}

    /**
     * @param events {@code trade_events}
     * @param considered next offsets by topic epoch and partition: what lies below has been considered before
     */
    static Set<LocalDate> of(Dataset<Row> events, Map<Integer, Map<Integer, Long>> considered) {
        Dataset<Row> revised = events.filter(
                        functions.col("action").isin("CORRECT", "CANCEL").and(functions.not(isBelow(considered))))
                .select("instrument", "id_epoch", "trade_id")
                .distinct()
                .persist(StorageLevel.DISK_ONLY());
        try {
            Row range = revised.agg(
                            functions.count(functions.lit(1)),
                            functions.min("instrument"),
                            functions.max("instrument"),
                            functions.min("trade_id"),
                            functions.max("trade_id"))
                    .first();
            return range.getLong(0) == 0 ? Set.of() : daysOf(events, revised, range);
        } finally {
            revised.unpersist();
        }
    }

    /** The ranges let Delta pass over files by their statistics. */
    private static Set<LocalDate> daysOf(Dataset<Row> events, Dataset<Row> revised, Row range) {
        Set<LocalDate> days = new TreeSet<>();
        events.filter(functions
                        .col("instrument")
                        .between(range.getString(1), range.getString(2))
                        .and(functions.col("trade_id").between(range.getLong(3), range.getLong(4)))
                        .and(functions.col("action").notEqual("HEARTBEAT")))
                .join(revised, IDENTITY, "left_semi")
                .select(functions.col("event_date").cast("string"))
                .distinct()
                .collectAsList()
                .forEach(row -> days.add(LocalDate.parse(row.getString(0))));
        return days;
    }

    private static Column isBelow(Map<Integer, Map<Integer, Long>> considered) {
        Column below = functions.lit(false);
        for (Map.Entry<Integer, Map<Integer, Long>> epoch : considered.entrySet()) {
            for (Map.Entry<Integer, Long> partition : epoch.getValue().entrySet()) {
                below = below.or(functions
                        .col("topic_epoch")
                        .equalTo(epoch.getKey())
                        .and(functions.col("partition").equalTo(partition.getKey()))
                        .and(functions.col("offset").lt(partition.getValue())));
            }
        }
        return below;
    }
}
