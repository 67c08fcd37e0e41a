package io.tidemark.clickhouse;

import io.tidemark.clickhouse.format.ColumnBuilder;
import io.tidemark.clickhouse.format.FixedColumn;
import io.tidemark.market.event.LogPosition;
import java.util.List;

/** The columns that say where the log holds a row; every event table ends with them. */
final class LogColumns {
    private final FixedColumn topicEpoch;
    private final FixedColumn partition;
    private final FixedColumn offset;
    private final FixedColumn knownAt;
    private int blockEpoch;
    private int blockPartition;

    LogColumns(int expectedRows) {
        topicEpoch = FixedColumn.of("topic_epoch", StoreTypes.INT, 4, expectedRows);
        partition = FixedColumn.of("partition", StoreTypes.INT, 4, expectedRows);
        offset = FixedColumn.of("offset", StoreTypes.LONG, 8, expectedRows);
        knownAt = FixedColumn.of("known_at", StoreTypes.TIMESTAMP, 8, expectedRows);
    }

    void add(LogPosition position) {
        if (rows() == 0) {
            blockEpoch = position.topicEpoch();
            blockPartition = position.partition();
        } else if (position.topicEpoch() != blockEpoch || position.partition() != blockPartition) {
            throw new IllegalArgumentException("a block holds rows of one topic epoch and partition, " + blockEpoch
                    + " and " + blockPartition + ", was " + position);
        }
        topicEpoch.add(position.topicEpoch());
        partition.add(position.partition());
        offset.add(position.offset());
        knownAt.add(position.knownAtMicros());
    }

    boolean areOf(PartitionRange range) {
        return rows() == 0 || (blockEpoch == range.topicEpoch() && blockPartition == range.partition());
    }

    int rows() {
        return offset.size();
    }

    long offset(int row) {
        return offset.getLong(row);
    }

    long knownAtMicros(int row) {
        return knownAt.getLong(row);
    }

    List<ColumnBuilder> columns() {
        return List.of(topicEpoch, partition, offset, knownAt);
    }
}
