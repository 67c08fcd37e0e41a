package io.tidemark.clickhouse;

import io.tidemark.clickhouse.format.DictionaryColumn;
import io.tidemark.clickhouse.format.FixedColumn;
import io.tidemark.clickhouse.format.Rows;
import java.util.List;

/**
 * Up to when nothing of a partition is missing although its last record is older: nothing came since. Questions about then are
 * answered below the lowest of all partitions, see the view {@code as_of_limits}. A mark only moves forward. Thread-safe.
 */
public final class LandedMarks {
    private final ClickHouse clickHouse;

    public LandedMarks(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /** @param knownAtMicros append time, µs, below which everything of the partition has been landed; 0 where that is not known */
    public record Mark(String topic, int topicEpoch, int partition, long knownAtMicros) {}

    public void write(List<Mark> marks) {
        if (marks.isEmpty()) {
            return;
        }
        int rows = marks.size();
        DictionaryColumn<String> topic = new DictionaryColumn<>("topic", StoreTypes.WORD, rows);
        FixedColumn epoch = FixedColumn.of("topic_epoch", StoreTypes.INT, 4, rows);
        FixedColumn partition = FixedColumn.of("partition", StoreTypes.INT, 4, rows);
        FixedColumn knownAt = FixedColumn.of("known_at", StoreTypes.TIMESTAMP, 8, rows);
        for (Mark mark : marks) {
            topic.add(mark.topic());
            epoch.add(mark.topicEpoch());
            partition.add(mark.partition());
            knownAt.add(mark.knownAtMicros());
        }
        clickHouse.insertBlock(Tables.LANDED_MARKS, List.of(topic, epoch, partition, knownAt), Rows.range(0, rows));
    }
}
