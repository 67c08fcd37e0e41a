package io.tidemark.streaming.lake;

import io.tidemark.lake.LandingRows;
import io.tidemark.lake.LandingSink;
import io.tidemark.lake.OffsetRange;
import io.tidemark.lake.PreparedAppend;
import io.tidemark.market.table.EventTables;
import io.tidemark.market.table.TableDefinition;
import io.tidemark.settings.LakeSettings;
import io.tidemark.streaming.landing.LandedBatch;
import io.tidemark.streaming.landing.Landing;
import io.tidemark.streaming.landing.Stopwatch;
import io.tidemark.streaming.landing.TopicBatch;
import io.tidemark.streaming.landing.TopicRange;
import io.tidemark.streaming.log.TopicIdentity;
import io.tidemark.wire.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Lands the log in Delta. Per topic the files of events are written first, then quarantine is committed if there are rejects,
 * then the events with their offsets: a table's offsets say that both are complete below them.
 */
public final class LakeLanding implements Landing {
    public static final String NAME = "lake";

    private final LakeGate gate;
    private final LandingSink sink;
    private final Map<String, TopicIdentity> identities = new HashMap<>();
    private final Map<String, Integer> epochs = new HashMap<>();
    private final int maxRecords;
    private volatile long lastRecords;

    /** @param maxRecords most records of a batch */
    public LakeLanding(SparkSession spark, LakeSettings settings, LakeGate gate, int maxRecords) {
        this.gate = gate;
        this.maxRecords = maxRecords;
        this.sink = new LandingSink(spark, settings);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void open(List<TopicIdentity> topics) {
        gate.ensureTables();
        for (TopicIdentity topic : topics) {
            identities.put(topic.topic(), topic);
            epochs.put(topic.topic(), gate.topicEpoch(topic));
        }
    }

    @Override
    public Map<Integer, Long> nextOffsets(TopicIdentity topic) {
        return sink.nextOffsets(tableOf(topic.topic()), topic.uuid()).byPartition();
    }

    @Override
    public int topicEpoch(TopicIdentity topic) {
        return epochs.getOrDefault(topic.topic(), 0);
    }

    /** Whether the last batch was so large that more must have been waiting. */
    public boolean isCatchingUp() {
        return lastRecords > maxRecords / 2;
    }

    private static TableDefinition tableOf(String topic) {
        return switch (topic) {
            case Topics.TRADES -> EventTables.TRADE_EVENTS;
            case Topics.QUOTES -> EventTables.QUOTE_EVENTS;
            default -> throw new IllegalArgumentException("no event table for topic " + topic);
        };
    }

    @Override
    public LandedBatch land(TopicBatch batch) {
        Map<String, Long> knownTo = new TreeMap<>();
        Map<String, Long> quarantined = new TreeMap<>();
        Map<String, Long> stepMillis = new TreeMap<>();
        for (String topic : batch.topics()) {
            land(topic, batch, knownTo, quarantined, stepMillis);
        }
        lastRecords = batch.records();
        return new LandedBatch(batch.ranges(), knownTo, quarantined, stepMillis);
    }

    private void land(
            String topic,
            TopicBatch batch,
            Map<String, Long> knownTo,
            Map<String, Long> quarantined,
            Map<String, Long> stepMillis) {
        TopicIdentity identity = identities.get(topic);
        if (identity == null) {
            throw new IllegalStateException("the batch has topic " + topic + ", which the query did not open");
        }
        List<OffsetRange> ranges = batch.ranges(topic).stream()
                .filter(range -> range.size() > 0)
                .map(range -> new OffsetRange(range.partition(), range.from(), range.to()))
                .toList();
        if (ranges.isEmpty()) {
            return;
        }
        Dataset<Row> records = batch.rows(topic);
        int epoch = topicEpoch(identity);
        LandingRows rows =
                topic.equals(Topics.TRADES) ? LandingRows.trades(records, epoch) : LandingRows.quotes(records, epoch);
        Stopwatch watch = new Stopwatch(stepMillis);
        PreparedAppend prepared = sink.prepare(tableOf(topic), identity.uuid(), ranges, rows.accepted());
        watch.lap("write " + topic);
        if (prepared.rejected() > 0) {
            prepared.appendRejects(rows.rejected());
            reasons(rows.rejected(), quarantined);
            watch.lap("quarantine");
        }
        prepared.commit();
        watch.lap("commit");
        // The append time of a range's end is not known without reading it; the batch is over now, so all of it is
        // older.
        long now = System.currentTimeMillis() * 1_000;
        for (TopicRange range : batch.ranges(topic)) {
            knownTo.put(range.topic() + "-" + range.partition(), now);
        }
    }

    private static void reasons(Dataset<Row> rejected, Map<String, Long> quarantined) {
        for (Row row : rejected.groupBy("reason").agg(functions.count("*")).collectAsList()) {
            quarantined.merge(row.getString(0), row.getLong(1), Long::sum);
        }
    }
}
