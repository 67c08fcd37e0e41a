package io.tidemark.batch;

import io.tidemark.lake.NextOffsets;
import io.tidemark.market.table.EventTables;
import io.tidemark.market.table.TableDefinition;
import io.tidemark.wire.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Counts, for every partition of the event topics, which offsets are in the stores: each must be in the event table or in
 * quarantine, once.
 *
 * <p>The range ends where the topic ended when the audit began. What was still on its way then is waited for; what has not come
 * after that is missing.
 */
public final class Audit {
    /** The topics and the tables that their events land in, in the lake and in ClickHouse alike. */
    static final Map<String, TableDefinition> TABLES = tables();

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final LakeAudit lake;
    private final ClickHouseAudit clickHouse;

    Audit(LakeAudit lake, ClickHouseAudit clickHouse) {
        this.lake = lake;
        this.clickHouse = clickHouse;
    }

    private static Map<String, TableDefinition> tables() {
        Map<String, TableDefinition> tables = new LinkedHashMap<>();
        tables.put(Topics.TRADES, EventTables.TRADE_EVENTS);
        tables.put(Topics.QUOTES, EventTables.QUOTE_EVENTS);
        return tables;
    }

    /** Waits until both stores have landed these ends, at most so long. */
    void await(List<TopicPartitionEnd> ends, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!ends.stream().allMatch(this::hasLanded) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private boolean hasLanded(TopicPartitionEnd end) {
        return lakeLanded(end) >= end.end() && clickHouseLanded(end) >= end.end();
    }

    private long lakeLanded(TopicPartitionEnd end) {
        NextOffsets landed = lake.landed(table(end), end.uuid());
        return landed.of(end.partition()).orElse(0);
    }

    private long clickHouseLanded(TopicPartitionEnd end) {
        OptionalInt epoch = clickHouse.epoch(end.topic(), end.uuid());
        return epoch.isPresent() ? clickHouse.landed(end.topic(), epoch.getAsInt(), end.partition()) : 0;
    }

    private static TableDefinition table(TopicPartitionEnd end) {
        TableDefinition table = TABLES.get(end.topic());
        if (table == null) {
            throw new IllegalArgumentException("events of topic " + end.topic() + " land in no table");
        }
        return table;
    }

    AuditReport run(List<TopicPartitionEnd> ends) {
        Map<String, OffsetCensus> ofLake = new LinkedHashMap<>();
        List<AuditReport.Partition> partitions = new ArrayList<>();
        for (TopicPartitionEnd end : ends) {
            OffsetCensus census =
                    ofLake.computeIfAbsent(end.topic(), topic -> lake.census(topic, table(end), end.uuid()));
            partitions.add(partition(end, census));
        }
        return AuditReport.of(partitions);
    }

    private AuditReport.Partition partition(TopicPartitionEnd end, OffsetCensus census) {
        String table = table(end).name();
        OptionalInt epoch = clickHouse.epoch(end.topic(), end.uuid());
        OptionalLong lowestOfClickHouse = epoch.isPresent()
                ? clickHouse.lowest(table, end.topic(), epoch.getAsInt(), end.partition())
                : OptionalLong.empty();
        // Kafka forgets what the stores keep: the range begins with the earliest offset that any of the three has.
        long from = Stream.of(OptionalLong.of(end.earliest()), census.lowest(end.partition()), lowestOfClickHouse)
                .flatMapToLong(OptionalLong::stream)
                .min()
                .orElse(end.earliest());
        long size = Math.max(0, end.end() - from);
        long inLake = census.present(end.partition(), from, end.end());
        ClickHouseAudit.Counts counts = epoch.isPresent()
                ? clickHouse.counts(table, end.topic(), epoch.getAsInt(), end.partition(), from, end.end())
                : new ClickHouseAudit.Counts(0, 0);
        return new AuditReport.Partition(
                end.topic(),
                end.partition(),
                from,
                end.end(),
                new AuditReport.Store(
                        inLake, size - inLake, census.duplicated(end.partition(), from, end.end()), lakeLanded(end)),
                new AuditReport.Store(
                        counts.present(),
                        size - counts.present(),
                        counts.rows() - counts.present(),
                        clickHouseLanded(end)));
    }
}
