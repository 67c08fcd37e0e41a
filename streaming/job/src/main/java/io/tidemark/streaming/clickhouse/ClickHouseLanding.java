package io.tidemark.streaming.clickhouse;

import io.tidemark.clickhouse.ClickHouse;
import io.tidemark.clickhouse.LandedMarks;
import io.tidemark.clickhouse.LandingProgress;
import io.tidemark.clickhouse.Migrations;
import io.tidemark.clickhouse.SchemaMismatchException;
import io.tidemark.clickhouse.TopicEpochs;
import io.tidemark.settings.ClickHouseSettings;
import io.tidemark.settings.KafkaSettings;
import io.tidemark.streaming.landing.LandedBatch;
import io.tidemark.streaming.landing.Landing;
import io.tidemark.streaming.landing.RefusedException;
import io.tidemark.streaming.landing.TopicBatch;
import io.tidemark.streaming.landing.TopicRange;
import io.tidemark.streaming.log.TopicIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/** Lands the log in ClickHouse, a task per topic partition; each task lands its events and brings their candles up to date. */
public final class ClickHouseLanding implements Landing, AutoCloseable {
    public static final String NAME = "clickhouse";

    private final ClickHouseSettings settings;
    private final KafkaSettings kafka;
    private final Duration lateness;
    private final EpochAuthority authority;
    private final LakeReplay lake;
    private final ClickHouse clickHouse;
    private final Map<String, Integer> epochs = new HashMap<>();
    private String run = "";

    /** Who gives a new life of a topic its number: the lake, because ClickHouse may be made anew from it. */
    @FunctionalInterface
    public interface EpochAuthority {
        int resolve(TopicIdentity topic);
    }

    public ClickHouseLanding(
            ClickHouseSettings settings,
            KafkaSettings kafka,
            Duration lateness,
            EpochAuthority authority,
            LakeReplay lake) {
        this.settings = settings;
        this.kafka = kafka;
        this.lateness = lateness;
        this.authority = authority;
        this.lake = lake;
        this.clickHouse = ClickHouse.connect(settings);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void open(List<TopicIdentity> topics) {
        migrate();
        TopicEpochs known = new TopicEpochs(clickHouse);
        for (TopicIdentity topic : topics) {
            epochs.put(topic.topic(), epoch(known, topic));
        }
        new LandedMarks(clickHouse).write(unmarked(topics));
        // Workers of an earlier run hold candles that this run cannot trust.
        run = UUID.randomUUID().toString();
    }

    private void migrate() {
        try {
            Migrations.apply(clickHouse);
        } catch (SchemaMismatchException mismatch) {
            throw new RefusedException(String.valueOf(mismatch.getMessage()));
        }
    }

    /** A partition that has landed nothing yet is not forgotten: nothing is known of its past. */
    private List<LandedMarks.Mark> unmarked(List<TopicIdentity> topics) {
        List<LandedMarks.Mark> marks = new ArrayList<>();
        for (TopicIdentity topic : topics) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                marks.add(new LandedMarks.Mark(topic.topic(), topicEpoch(topic), partition, 0));
            }
        }
        return marks;
    }

    private int epoch(TopicEpochs known, TopicIdentity topic) {
        OptionalInt here = known.find(topic.topic(), topic.uuid());
        if (here.isPresent()) {
            return here.getAsInt();
        }
        int epoch = authority.resolve(topic);
        known.register(topic.topic(), epoch, topic.uuid());
        return epoch;
    }

    /** Earlier lives come first, and only as long as nothing of this one is there: a bar never goes back to an older life. */
    @Override
    public void restore(TopicIdentity topic, Map<Integer, Long> begin, Consumer<String> told) {
        LandingProgress progress = new LandingProgress(clickHouse);
        int current = topicEpoch(topic);
        boolean isNew = LakeReplay.isNew(topic, current, progress);
        lake.lives(topic.topic()).forEach((epoch, uuid) -> {
            if (epoch > current || epoch < current && !isNew) {
                return;
            }
            Map<Integer, TopicRange> missing = lake.missing(
                    topic,
                    epoch,
                    uuid,
                    progress,
                    (partition, here) ->
                            epoch < current || here.isEmpty() || here.getAsLong() < begin.getOrDefault(partition, 0L));
            if (!missing.isEmpty()) {
                register(topic.topic(), epoch, uuid);
                lake.land(topic.topic(), epoch, missing, replay(topic.topic(), epoch), told);
            }
        });
    }

    private void register(String topic, int epoch, String uuid) {
        TopicEpochs known = new TopicEpochs(clickHouse);
        if (known.find(topic, uuid).isEmpty()) {
            known.register(topic, epoch, uuid);
        }
    }

    /** A worker of its own for each life: what one remembers of a partition is of one life. */
    private WorkerSettings replay(String topic, int epoch) {
        return new WorkerSettings(UUID.randomUUID().toString(), settings, kafka, lateness, Map.of(topic, epoch), false);
    }

    @Override
    public Map<Integer, Long> nextOffsets(TopicIdentity topic) {
        LandingProgress progress = new LandingProgress(clickHouse);
        Map<Integer, Long> offsets = new TreeMap<>();
        for (int partition = 0; partition < topic.partitions(); partition++) {
            OptionalLong next = progress.read(topic.topic(), topicEpoch(topic), partition);
            if (next.isPresent()) {
                offsets.put(partition, next.getAsLong());
            }
        }
        return offsets;
    }

    @Override
    public int topicEpoch(TopicIdentity topic) {
        return epochs.getOrDefault(topic.topic(), 0);
    }

    @Override
    public LandedBatch land(TopicBatch batch) {
        List<TopicRange> ranges = batch.ranges();
        WorkerSettings worker = new WorkerSettings(run, settings, kafka, lateness, Map.copyOf(epochs), true);
        List<RangeReport> reports = batch.rdd()
                .toJavaRDD()
                .mapPartitionsWithIndex(new LandRange(worker, ranges), true)
                .collect();
        Map<String, Long> knownTo = new TreeMap<>();
        Map<String, Long> quarantined = new TreeMap<>();
        Map<String, Long> stepMillis = new TreeMap<>();
        for (RangeReport report : reports) {
            knownTo.put(report.range().topic() + "-" + report.range().partition(), report.knownToMicros());
            report.quarantined().forEach((reason, count) -> quarantined.merge(reason, count, Long::sum));
            report.stepMillis().forEach((step, millis) -> stepMillis.merge(step, millis, Long::sum));
        }
        return new LandedBatch(ranges, knownTo, quarantined, stepMillis);
    }

    /** Closes what the tasks of this JVM hold open; other executors end with their process. */
    @Override
    public void close() {
        LandingWorker.release();
    }
}
