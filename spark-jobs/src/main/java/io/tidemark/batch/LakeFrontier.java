package io.tidemark.batch;

import io.tidemark.batch.publish.LogFrontier;
import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.clickhouse.InstrumentPartitions;
import io.tidemark.lake.NextOffsets;
import io.tidemark.lake.PinnedTable;
import io.tidemark.lake.TopicEpochs;
import io.tidemark.market.instrument.InstrumentId;
import io.tidemark.settings.LakeSettings;
import io.tidemark.wire.Topics;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Which part of the topic {@code trades} one version of the lake holds: next offsets by topic epoch and partition. */
final class LakeFrontier implements LogFrontier {
    private final TreeMap<Integer, NextOffsets> byEpoch;
    private final ClickHouse clickHouse;
    private @Nullable InstrumentPartitions partitions;

    private LakeFrontier(TreeMap<Integer, NextOffsets> byEpoch, ClickHouse clickHouse) {
        this.byEpoch = byEpoch;
        this.clickHouse = clickHouse;
    }

    /** @param clickHouse asked for the partitions of instruments, once, when a served bar is ahead of the lake's */
    static LakeFrontier of(SparkSession spark, LakeSettings settings, PinnedTable events, ClickHouse clickHouse) {
        TreeMap<Integer, NextOffsets> byEpoch = new TreeMap<>();
        TopicEpochs.all(spark, settings, Topics.TRADES)
                .forEach((epoch, uuid) -> byEpoch.put(epoch, events.landed(uuid)));
        return new LakeFrontier(byEpoch, clickHouse);
    }

    /** The topic's life that is landing now, if any ever landed. */
    Optional<Map.Entry<Integer, NextOffsets>> current() {
        return Optional.ofNullable(byEpoch.lastEntry());
    }

    Map<Integer, Map<Integer, Long>> offsets() {
        Map<Integer, Map<Integer, Long>> offsets = new TreeMap<>();
        byEpoch.forEach((epoch, next) -> offsets.put(epoch, new TreeMap<>(next.byPartition())));
        return offsets;
    }

    @Override
    public boolean covers(InstrumentId instrument, int topicEpoch, long knownTo) {
        NextOffsets landed = byEpoch.get(topicEpoch);
        if (landed == null) {
            return false;
        }
        InstrumentPartitions known = partitions;
        if (known == null) {
            known = InstrumentPartitions.read(clickHouse);
            partitions = known;
        }
        OptionalInt partition = known.of(instrument, topicEpoch);
        return partition.isPresent() && landed.of(partition.getAsInt()).orElse(0) >= knownTo;
    }
}
