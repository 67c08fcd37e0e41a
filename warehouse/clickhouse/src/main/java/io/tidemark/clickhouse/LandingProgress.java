package io.tidemark.clickhouse;

import io.tidemark.clickhouse.format.DictionaryColumn;
import io.tidemark.clickhouse.format.FixedColumn;
import io.tidemark.clickhouse.format.Rows;
import java.util.List;
import java.util.OptionalLong;

/**
 * The last step of a batch: up to where a partition has been landed, derived rows included. It only moves forward, writing it
 * again changes nothing. Thread-safe.
 */
public final class LandingProgress {
    private final ClickHouse clickHouse;

    public LandingProgress(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /** Next offset of a partition; absent when nothing of it has been landed. */
    public OptionalLong read(String topic, int topicEpoch, int partition) {
        return clickHouse
                .query("SELECT max(next_offset) FROM landing_progress WHERE topic = {topic:String}"
                        + " AND topic_epoch = {epoch:Int32} AND partition = {partition:Int32} HAVING count() > 0")
                .bind("topic", topic)
                .bind("epoch", topicEpoch)
                .bind("partition", partition)
                .first(row -> OptionalLong.of(row.getLong(0)))
                .orElse(OptionalLong.empty());
    }

    /** @param knownAtMicros append time of the range's last record, µs */
    public void write(PartitionRange range, long knownAtMicros) {
        DictionaryColumn<String> topic = new DictionaryColumn<>("topic", StoreTypes.WORD, 1);
        FixedColumn epoch = FixedColumn.of("topic_epoch", StoreTypes.INT, 4, 1);
        FixedColumn partition = FixedColumn.of("partition", StoreTypes.INT, 4, 1);
        FixedColumn nextOffset = FixedColumn.of("next_offset", StoreTypes.LONG, 8, 1);
        FixedColumn knownAt = FixedColumn.of("known_at", StoreTypes.TIMESTAMP, 8, 1);
        topic.add(range.topic());
        epoch.add(range.topicEpoch());
        partition.add(range.partition());
        nextOffset.add(range.toOffset());
        knownAt.add(knownAtMicros);
        clickHouse.insertBlock(
                Tables.LANDING_PROGRESS, List.of(topic, epoch, partition, nextOffset, knownAt), Rows.range(0, 1));
    }

    /** Where every partition of the newest life of every topic stands. */
    public List<LandedTo> frontier() {
        return clickHouse
                .query(SqlResource.read("frontier.sql"))
                .list(row ->
                        new LandedTo(row.getText(0), row.getInt(1), row.getInt(2), row.getLong(3), row.getLong(4)));
    }
}
