package io.tidemark.streaming.landing;

import io.tidemark.settings.KafkaSettings;
import io.tidemark.streaming.log.KafkaLog;
import io.tidemark.streaming.log.TopicIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Structured Streaming query that lands the log in one store.
 *
 * <p>Every start begins at the store's own offsets with a fresh checkpoint: a checkpoint that was lost, restored, copied or is
 * ahead of the store cannot matter, because none is ever read. What the store holds is the truth.
 */
public final class LandingQuery {
    private static final Logger LOG = LoggerFactory.getLogger(LandingQuery.class);

    private final SparkSession spark;
    private final KafkaLog log;
    private final KafkaSettings kafka;
    private final Landing landing;
    private final QueryProgress progress;
    private final List<String> topics;
    private final Path checkpoints;
    private final Duration trigger;
    private final int maxRecords;
    private final boolean acceptRetention;

    public LandingQuery(
            SparkSession spark,
            KafkaLog log,
            KafkaSettings kafka,
            Landing landing,
            QueryProgress progress,
            List<String> topics,
            java.nio.file.Path home,
            Duration trigger,
            int maxRecords,
            boolean acceptRetention) {
        this.spark = spark;
        this.log = log;
        this.kafka = kafka;
        this.landing = landing;
        this.progress = progress;
        this.topics = List.copyOf(topics);
        this.checkpoints =
                new Path(home.resolve("checkpoints").resolve(landing.name()).toUri());
        this.trigger = trigger;
        this.maxRecords = maxRecords;
        this.acceptRetention = acceptRetention;
    }

    public String name() {
        return landing.name();
    }

    /**
     * Runs until it fails or the thread is interrupted.
     *
     * @throws RefusedException if going on would lose rows
     * @throws StreamingQueryException if a batch failed; to run again is right
     */
    public void run() throws StreamingQueryException, TimeoutException, InterruptedException {
        progress.waiting("for the topics " + topics);
        List<TopicIdentity> identities = awaitTopics();
        progress.waiting("for the store");
        landing.open(identities);
        Map<String, Map<Integer, Long>> start = new TreeMap<>();
        for (TopicIdentity topic : identities) {
            landing.restore(topic, log.beginOffsets(topic), progress::restoring);
        }
        for (TopicIdentity topic : identities) {
            Map<Integer, Long> offsets = startOffsets(topic);
            start.put(topic.topic(), offsets);
            progress.startsAt(topic, landing.topicEpoch(topic), offsets);
        }
        LOG.info("{} starts at {}", landing.name(), start);
        StreamingQuery query = start(identities, start);
        try {
            progress.running();
            query.awaitTermination();
        } finally {
            query.stop();
        }
    }

    private List<TopicIdentity> awaitTopics() throws InterruptedException {
        while (true) {
            List<TopicIdentity> found = new ArrayList<>();
            topics.forEach(topic -> log.identity(topic).ifPresent(found::add));
            if (found.size() == topics.size()) {
                return found;
            }
            Thread.sleep(500);
        }
    }

    /** Where the store left off, checked against what Kafka still has. */
    private Map<Integer, Long> startOffsets(TopicIdentity topic) {
        Map<Integer, Long> landed = landing.nextOffsets(topic);
        Map<Integer, Long> begin = log.beginOffsets(topic);
        Map<Integer, Long> end = log.endOffsets(topic);
        Map<Integer, Long> start = new TreeMap<>();
        for (int partition = 0; partition < topic.partitions(); partition++) {
            long first = begin.getOrDefault(partition, 0L);
            long next = landed.getOrDefault(partition, 0L);
            boolean isNew = !landed.containsKey(partition);
            if (next < first && !(isNew && acceptRetention)) {
                throw new RefusedException(topic.topic() + "-" + partition + ": " + landing.name()
                        + " has landed up to "
                        + next + ", but Kafka's retention has dropped everything below " + first + ": " + (first - next)
                        + " records would be skipped. "
                        + (isNew
                                ? "If this store is meant to begin there, say so with streaming.acceptRetention=true."
                                : "Restore the topic from a copy, or recreate it to begin a new epoch; kafka.retention is"
                                        + " too short for outages like this one."));
            }
            if (next > end.getOrDefault(partition, 0L)) {
                throw new RefusedException(
                        topic.topic() + "-" + partition + ": " + landing.name() + " has landed up to "
                                + next + ", but Kafka's log ends at " + end.get(partition)
                                + ". The log was cut back while the topic kept its id: was Kafka restored from an older copy?"
                                + " Records that come now would take offsets that are landed already. Recreate the topic to begin a"
                                + " new epoch.");
            }
            start.put(partition, Math.max(next, first));
        }
        return start;
    }

    private StreamingQuery start(List<TopicIdentity> identities, Map<String, Map<Integer, Long>> start)
            throws TimeoutException {
        return spark.readStream()
                .format("kafka")
                .option("kafka.bootstrap.servers", kafka.bootstrapServers())
                .option("subscribe", String.join(",", topics))
                .option("startingOffsets", json(start))
                .option("failOnDataLoss", "true")
                .option("maxOffsetsPerTrigger", maxRecords)
                .option("kafka.max.poll.records", "20000")
                .option("kafka.max.partition.fetch.bytes", "4194304")
                .option("kafka.receive.buffer.bytes", "1048576")
                .option("fetchOffset.numRetries", "3")
                .load()
                .writeStream()
                .queryName(landing.name())
                .option("checkpointLocation", freshCheckpoint().toString())
                .trigger(Trigger.ProcessingTime(trigger.toMillis()))
                .foreachBatch((rows, batchId) -> {
                    land(identities, TopicBatch.of(rows), batchId);
                })
                .start();
    }

    private void land(List<TopicIdentity> identities, TopicBatch batch, long batchId) {
        if (batch.records() == 0) {
            return;
        }
        checkIdentities(identities, batch);
        long begun = System.nanoTime();
        LandedBatch landed = landing.land(batch);
        progress.landed(batchId, landed, Duration.ofNanos(System.nanoTime() - begun));
    }

    /** A topic that was recreated while the query runs hands out offsets that mean other records. */
    private void checkIdentities(List<TopicIdentity> identities, TopicBatch batch) {
        for (TopicIdentity known : identities) {
            if (batch.topics().contains(known.topic())
                    && !log.identity(known.topic()).map(known::equals).orElse(false)) {
                throw new IllegalStateException("topic " + known.topic() + " is not the one this query began with (id "
                        + known.uuid() + "): it was recreated or repartitioned. The query starts again.");
            }
        }
    }

    private static String json(Map<String, Map<Integer, Long>> offsets) {
        return offsets.entrySet().stream()
                .map(topic -> "\"" + topic.getKey() + "\":"
                        + topic.getValue().entrySet().stream()
                                .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                                .collect(Collectors.joining(",", "{", "}")))
                .collect(Collectors.joining(",", "{", "}"));
    }

    /** What the query before left under this name is dropped. */
    private Path freshCheckpoint() {
        MemoryCheckpoints.forget(checkpoints);
        return checkpoints;
    }
}
