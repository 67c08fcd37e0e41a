package io.tidemark.clickhouse;

import io.tidemark.clickhouse.format.DictionaryColumn;
import io.tidemark.clickhouse.format.FixedColumn;
import io.tidemark.clickhouse.format.Rows;
import io.tidemark.market.bar.BarInterval;
import io.tidemark.market.bar.BarKey;
import io.tidemark.market.instrument.InstrumentId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Buckets that a batch is about to change, written before its events. After a crash they say what to rebuild, also where the
 * events alone no longer tell: a correction that moved a trade has left no trace of its old bucket. Thread-safe.
 */
public final class DirtyBuckets {
    private final ClickHouse clickHouse;
    private final InstrumentCache instruments = new InstrumentCache();

    public DirtyBuckets(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /** Marks buckets as changed by a range. Repeating it changes nothing. */
    public void mark(PartitionRange range, Collection<BarKey> buckets) {
        if (buckets.isEmpty()) {
            return;
        }
        int rows = buckets.size();
        DictionaryColumn<String> topic = new DictionaryColumn<>("topic", StoreTypes.WORD, rows);
        FixedColumn epoch = FixedColumn.of("topic_epoch", StoreTypes.INT, 4, rows);
        FixedColumn partition = FixedColumn.of("partition", StoreTypes.INT, 4, rows);
        FixedColumn knownTo = FixedColumn.of("known_to", StoreTypes.LONG, 8, rows);
        DictionaryColumn<InstrumentId> instrument = new DictionaryColumn<>("instrument", StoreTypes.WORD, rows);
        DictionaryColumn<String> interval = new DictionaryColumn<>("interval", StoreTypes.WORD, rows);
        FixedColumn start = FixedColumn.of("start", StoreTypes.TIMESTAMP, 8, rows);
        for (BarKey bucket : buckets) {
            topic.add(range.topic());
            epoch.add(range.topicEpoch());
            partition.add(range.partition());
            knownTo.add(range.toOffset());
            instrument.add(bucket.instrument());
            interval.add(bucket.interval().label());
            start.add(bucket.startMicros());
        }
        clickHouse.insertBlock(
                Tables.DIRTY_BUCKETS,
                List.of(topic, epoch, partition, knownTo, instrument, interval, start),
                Rows.range(0, rows));
    }

    /** The buckets that batches after {@code progressOffset} marked: their bars may be behind and are to be rebuilt. */
    public Set<BarKey> behind(String topic, int topicEpoch, int partition, long progressOffset) {
        Set<BarKey> buckets = new HashSet<>();
        clickHouse
                .query("SELECT DISTINCT instrument, interval, start FROM dirty_buckets WHERE topic = {topic:String}"
                        + " AND topic_epoch = {epoch:Int32} AND partition = {partition:Int32}"
                        + " AND known_to > {progress:Int64}")
                .bind("topic", topic)
                .bind("epoch", topicEpoch)
                .bind("partition", partition)
                .bind("progress", progressOffset)
                .forEach(row -> buckets.add(new BarKey(
                        instruments.get(row.getText(0)), BarInterval.parse(row.getText(1)), row.getLong(2))));
        return buckets;
    }
}
