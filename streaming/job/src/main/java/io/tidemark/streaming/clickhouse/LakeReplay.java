package io.tidemark.streaming.clickhouse;

import io.tidemark.clickhouse.LandingProgress;
import io.tidemark.lake.LakeTables;
import io.tidemark.lake.NextOffsets;
import io.tidemark.lake.PinnedTable;
import io.tidemark.lake.TopicEpochs;
import io.tidemark.market.table.EventTables;
import io.tidemark.market.table.TableDefinition;
import io.tidemark.settings.LakeSettings;
import io.tidemark.streaming.landing.TopicRange;
import io.tidemark.streaming.log.TopicIdentity;
import io.tidemark.wire.Topics;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lands from the lake what ClickHouse lacks and Kafka need not have any more: everything, in a database that was made anew, earlier
 * lives of the topic included; and what retention has dropped while ClickHouse was away. Records go the way that those of Kafka
 * go, from the progress on, so a replay that is cut off goes on where it stopped, and Kafka goes on behind it.
 */
public final class LakeReplay {
    private static final Logger LOG = LoggerFactory.getLogger(LakeReplay.class);
    /** Offsets of each partition that one Spark job sorts and lands. */
    private static final long OFFSETS_PER_JOB = 500_000;

    private final SparkSession spark;
    private final LakeSettings settings;

    public LakeReplay(SparkSession spark, LakeSettings settings) {
        this.spark = spark;
        this.settings = settings;
    }

    /** The numbers and ids of a topic's lives, as the lake has them. */
    Map<Integer, String> lives(String topic) {
        return new TreeMap<>(TopicEpochs.all(spark, settings, topic));
    }

    /**
     * Which offsets of a life the lake has and ClickHouse needs of it, by partition.
     *
     * @param isNeeded of a partition with this progress, absent when nothing was landed
     */
    Map<Integer, TopicRange> missing(
            TopicIdentity topic, int epoch, String uuid, LandingProgress progress, Need isNeeded) {
        TableDefinition table = tableOf(topic.topic());
        Map<Integer, TopicRange> missing = new TreeMap<>();
        boolean isAnyNeeded = IntStream.range(0, topic.partitions())
                .anyMatch(partition -> isNeeded.of(partition, progress.read(topic.topic(), epoch, partition)));
        // Where Kafka has it all the lake is not even looked at: one that is damaged keeps nobody from landing.
        if (!isAnyNeeded || !LakeTables.exists(spark, settings, table)) {
            return missing;
        }
        PinnedTable events = PinnedTable.newest(spark, settings, table);
        NextOffsets landed = events.landed(uuid);
        landed.byPartition().forEach((partition, to) -> {
            OptionalLong here = progress.read(topic.topic(), epoch, partition);
            if (here.orElse(0) < to && isNeeded.of(partition, here)) {
                long from = here.isPresent() ? here.getAsLong() : lowest(topic.topic(), epoch, partition, to);
                missing.put(partition, new TopicRange(topic.topic(), partition, from, to));
            }
        });
        return missing;
    }

    /** Whether a partition is to be replayed. */
    @FunctionalInterface
    interface Need {
        boolean of(int partition, OptionalLong progress);
    }

    /** The first offset that the lake has: it may have begun behind what Kafka had dropped. */
    private long lowest(String topic, int epoch, int partition, long otherwise) {
        Map<Integer, TopicRange> all = Map.of(partition, new TopicRange(topic, partition, 0, otherwise));
        Row lowest = events(topic, epoch, all)
                .select("offset")
                .union(quarantine(topic, epoch, all).select("offset"))
                .agg(functions.min("offset"))
                .first();
        return lowest.isNullAt(0) ? otherwise : lowest.getLong(0);
    }

    /** Lands the ranges; what it tells is for people. */
    void land(String topic, int epoch, Map<Integer, TopicRange> ranges, WorkerSettings worker, Consumer<String> told) {
        long longest =
                ranges.values().stream().mapToLong(TopicRange::size).max().orElse(0);
        LOG.info("lands {} of epoch {} from the lake: {}", topic, epoch, ranges.values());
        for (long done = 0; done < longest; done += OFFSETS_PER_JOB) {
            Map<Integer, TopicRange> now = window(ranges, done);
            told.accept("lands " + topic + " from the lake, offset " + done + " of " + longest + " of each partition");
            records(topic, epoch, now)
                    .repartition(now.size(), functions.col("partition"))
                    .sortWithinPartitions("partition", "offset")
                    .toJavaRDD()
                    .mapPartitions(new LakeRange(worker, now))
                    .collect();
        }
    }

    private static Map<Integer, TopicRange> window(Map<Integer, TopicRange> ranges, long done) {
        Map<Integer, TopicRange> window = new TreeMap<>();
        ranges.forEach((partition, range) -> {
            long from = range.from() + done;
            long to = Math.min(range.to(), from + OFFSETS_PER_JOB);
            if (from < to) {
                window.put(partition, new TopicRange(range.topic(), partition, from, to));
            }
        });
        return window;
    }

    /** The lake's rows of the ranges as records of the log, in no order. */
    private Dataset<Row> records(String topic, int epoch, Map<Integer, TopicRange> ranges) {
        return LakeRecords.ofEvents(topic, events(topic, epoch, ranges))
                .union(LakeRecords.ofQuarantine(quarantine(topic, epoch, ranges)));
    }

    private Dataset<Row> events(String topic, int epoch, Map<Integer, TopicRange> ranges) {
        return LakeTables.read(spark, settings, tableOf(topic)).filter(within(epoch, ranges));
    }

    private Dataset<Row> quarantine(String topic, int epoch, Map<Integer, TopicRange> ranges) {
        LakeTables.ensure(spark, settings, EventTables.QUARANTINE);
        return LakeTables.read(spark, settings, EventTables.QUARANTINE)
                .filter(within(epoch, ranges).and(functions.col("topic").equalTo(topic)));
    }

    private static Column within(int epoch, Map<Integer, TopicRange> ranges) {
        Column within = functions.lit(false);
        for (TopicRange range : ranges.values()) {
            within = within.or(functions
                    .col("partition")
                    .equalTo(range.partition())
                    .and(functions.col("offset").geq(range.from()))
                    .and(functions.col("offset").lt(range.to())));
        }
        return within.and(functions.col("topic_epoch").equalTo(epoch));
    }

    /** The partitions of which nothing was ever landed in ClickHouse are all of them. */
    static boolean isNew(TopicIdentity topic, int epoch, LandingProgress progress) {
        return IntStream.range(0, topic.partitions())
                .allMatch(partition ->
                        progress.read(topic.topic(), epoch, partition).isEmpty());
    }

    private static TableDefinition tableOf(String topic) {
        return switch (topic) {
            case Topics.TRADES -> EventTables.TRADE_EVENTS;
            case Topics.QUOTES -> EventTables.QUOTE_EVENTS;
            default -> throw new IllegalArgumentException("no event table for topic " + topic);
        };
    }
}
