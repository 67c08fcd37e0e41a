package io.tidemark.batch;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.clickhouse.LandingProgress;
import io.tidemark.clickhouse.Query;
import io.tidemark.clickhouse.TopicEpochs;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Which offsets ClickHouse holds, counted by bitmaps on the server. */
final class ClickHouseAudit {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final ClickHouse clickHouse;

    ClickHouseAudit(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /** Rows and different offsets of a range; the lowest offset of the partition, whatever the range. */
    record Counts(long rows, long present) {}

    OptionalInt epoch(String topic, String uuid) {
        return new TopicEpochs(clickHouse).find(topic, uuid);
    }

    long landed(String topic, int epoch, int partition) {
        return new LandingProgress(clickHouse).read(topic, epoch, partition).orElse(0);
    }

    OptionalLong lowest(String table, String topic, int epoch, int partition) {
        return query("SELECT min(o), count() FROM (" + offsets(table) + ")", topic, epoch, partition, 0, Long.MAX_VALUE)
                .first(row -> row.getLong(1) == 0 ? OptionalLong.empty() : OptionalLong.of(row.getLong(0)))
                .orElse(OptionalLong.empty());
    }

    Counts counts(String table, String topic, int epoch, int partition, long from, long to) {
        return query(
                        "SELECT count(), toInt64(groupBitmap(toUInt64(o))) FROM (" + offsets(table) + ")",
                        topic,
                        epoch,
                        partition,
                        from,
                        to)
                .first(row -> new Counts(row.getLong(0), row.getLong(1)))
                .orElse(new Counts(0, 0));
    }

    private Query query(String sql, String topic, int epoch, int partition, long from, long to) {
        return clickHouse
                .query(sql)
                .bind("topic", topic)
                .bind("epoch", epoch)
                .bind("partition", partition)
                .bind("from", from)
                .bind("to", to)
                .timeout(PATIENCE);
    }

    private static String offsets(String table) {
        String place = "topic_epoch = {epoch:Int32} AND `partition` = {partition:Int32}"
                + " AND `offset` >= {from:Int64} AND `offset` < {to:Int64}";
        return "SELECT `offset` AS o FROM " + table + " WHERE " + place + " UNION ALL SELECT `offset` AS o FROM"
                + " quarantine_events WHERE topic = {topic:String} AND " + place;
    }
}
