package io.tidemark.clickhouse;

import io.tidemark.clickhouse.format.FixedColumn;
import io.tidemark.clickhouse.format.Rows;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Up to where in the topic {@code trades} the batch layer knows which days have changed. It only moves forward. Thread-safe. */
public final class BatchProgress {
    private final ClickHouse clickHouse;

    public BatchProgress(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /** Next offset by topic epoch and partition; empty before the first whole run. */
    public Map<Integer, Map<Integer, Long>> read() {
        Map<Integer, Map<Integer, Long>> offsets = new TreeMap<>();
        clickHouse
                .query("SELECT topic_epoch, `partition`, max(next_offset) FROM batch_progress"
                        + " GROUP BY topic_epoch, `partition`")
                .forEach(row -> offsets.computeIfAbsent(row.getInt(0), epoch -> new TreeMap<>())
                        .put(row.getInt(1), row.getLong(2)));
        return offsets;
    }

    public void write(int topicEpoch, Map<Integer, Long> nextOffsets) {
        FixedColumn epoch = FixedColumn.of("topic_epoch", StoreTypes.INT, 4, nextOffsets.size());
        FixedColumn partition = FixedColumn.of("partition", StoreTypes.INT, 4, nextOffsets.size());
        FixedColumn offset = FixedColumn.of("next_offset", StoreTypes.LONG, 8, nextOffsets.size());
        nextOffsets.forEach((number, next) -> {
            epoch.add(topicEpoch);
            partition.add(number);
            offset.add(next);
        });
        if (!nextOffsets.isEmpty()) {
            clickHouse.insertBlock(
                    Tables.BATCH_PROGRESS, List.of(epoch, partition, offset), Rows.range(0, nextOffsets.size()));
        }
    }
}
